import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../../agent/ports/clock.ts';
import type { Log } from '../../../agent/ports/log.ts';
import type { Ticket } from '../../../agent/ticket/ticket.ts';
import { ANSWERS, type AnswerName, SETTLES, readAnswer } from './embedded-answer-forms.ts';
import { type FieldError, type Typed, typedFields } from './embedded-fields.ts';
import { formKey, grouped, isFormKey, secretFrom, secretOf } from './embedded-link.ts';
import type { EmbeddedOptions } from './embedded-options.ts';
import { type Pages, formState } from './embedded-pages.ts';
import { type AgencyChoice, readRequestForm } from './embedded-request-form.ts';
import type { EmbeddedStore } from './embedded-store.ts';
import { factsOf, stepsOf, talkOf } from './embedded-ticket-view.ts';
import type { Times } from './embedded-times.ts';
import { NOTICES } from './embedded-words.ts';

export interface SiteDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly times: Times;
  readonly store: EmbeddedStore;
  readonly agencies: () => readonly AgencyChoice[];
}
