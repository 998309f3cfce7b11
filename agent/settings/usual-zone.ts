import type { Zone } from '../domain/zone.ts';

/** Zone of an office that names none: most of Kalimantan and the west of Indonesia. */
export const USUAL_ZONE = 'Asia/Pontianak' as Zone;
