import { expect, test } from 'vitest';
import type { Channel } from '$lib/domain/official-text/channel';
import { withdrawApproval } from '$lib/domain/official-text/approval';
import { openWithdrawal, textState } from '$lib/domain/official-text/official-text';
import { withdrawText } from '$lib/domain/official-text/publication';
import { Refusal } from '$lib/domain/core/refusal';
import { anna, bram, person } from './in-memory-incident';
import { TextWorkflow } from './texts';

const words = { website: 'Er is geen bluswater weggelopen.', x: 'Geen bluswater weg.' };
const dirk = person('coordinator');
const approved = () => new TextWorkflow().judge().draft(words).submit().approve();
const withdraw = (workflow: TextWorkflow, channels: Channel[], why: string | null = null, by = anna) =>
	workflow.when(withdrawApproval, { text: workflow.text, variants: workflow.words(...channels), why }, by);
const refusal = (act: () => unknown): string | null => {
	try {
		act();
	} catch (error) {
		if (error instanceof Refusal) return error.code;
		throw error;
	}
	return null;
};

test('words with a withdrawn approval cannot be published until somebody approves them again', () => {
	const workflow = approved();
	withdraw(workflow, ['website']);
	expect(textState(workflow.row)).toBe('submitted');
	expect(refusal(() => workflow.publish('website'))).toBe('text.notApproved');
	workflow.publish('x');
	expect(openWithdrawal(workflow.row)).toMatchObject({ by: anna.id, why: null });
	expect(refusal(() => workflow.approve(bram, 'website'))).toBe('text.fourEyes');
	workflow.approve(anna, 'website').publish('website');
	expect(openWithdrawal(workflow.row)).toBeNull();
	expect(workflow.row.publications.map(({ channel, alone }) => [channel, alone])).toEqual([
		['x', null],
		['website', null]
	]);
});

test('anybody at the desk may withdraw a colleague’s approval with a reason; one’s own needs no reason', () => {
	const workflow = approved();
	expect(refusal(() => withdraw(workflow, ['website'], null, bram))).toBe('approval.withoutWhy');
	withdraw(workflow, ['website'], 'de meting is nog niet klaar', bram);
	withdraw(workflow, ['x'], 'de meting is nog niet klaar', dirk);
	expect(openWithdrawal(workflow.row)).toMatchObject({ by: dirk.id, variants: workflow.words('x') });
	expect(refusal(() => withdraw(approved(), ['x'], 'nee', person('partner')))).toBe('role.missing');
});

test('published words cannot be withdrawn this way, and if one channel is refused none is withdrawn', () => {
	const workflow = approved().publish('website');
	expect(refusal(() => withdraw(workflow, ['x', 'website']))).toBe('text.alreadyPublished');
	expect(workflow.row.variants.every((variant) => variant.approved !== null)).toBe(true);
	withdraw(workflow, ['x']);
	expect(refusal(() => withdraw(workflow, ['x']))).toBe('approval.absent');
	const changed = approved();
	const read = changed.words('x');
	changed.write('x', 'Anders.', bram);
	const stale = { text: changed.text, variants: read, why: null };
	expect(refusal(() => changed.when(withdrawApproval, stale, anna))).toBe('text.changed');
	expect(refusal(() => withdraw(changed, ['x']))).toBe('approval.absent');
	const stopped = approved();
	stopped.when(withdrawText, { text: stopped.text, why: 'klopt niet' }, bram);
	expect(refusal(() => withdraw(stopped, ['x']))).toBe('text.withdrawn');
});

test('new words do not inherit the withdrawal of the old ones', () => {
	const workflow = approved();
	withdraw(workflow, ['x']);
	workflow.write('x', 'Er is geen bluswater weggelopen. Wij meten verder.', bram).submit(bram, 'x');
	expect(openWithdrawal(workflow.row)).toBeNull();
});
