import { describe, expect, test } from 'vitest';
import { editsSince, type HandEdit } from '../../agent/shaping/hand-edit.ts';

const edit = (id: string, time = '08:00'): HandEdit => ({ id, by: 'admin', action: 'simple queue changed', time });

describe('edits since', () => {
  test.each<[string, readonly HandEdit[] | null, readonly HandEdit[] | null, readonly HandEdit[]]>([
    ['nothing new', [edit('*1')], [edit('*1')], []],
    ['one more', [edit('*1')], [edit('*2'), edit('*1')], [edit('*2')]],
    ['the old ones fell out of the history', [edit('*1'), edit('*2')], [edit('*3')], [edit('*3')]],
    ['ids begin anew after a reboot', [edit('*1')], [edit('*1', '09:00')], [edit('*1', '09:00')]],
    ['what was not shown before proves nothing', null, [edit('*1')], []],
    ['what is not shown now proves nothing', [edit('*1')], null, []],
  ])('%s', (_, before, now, fresh) => {
    expect(editsSince(before, now)).toEqual(fresh);
  });
});
