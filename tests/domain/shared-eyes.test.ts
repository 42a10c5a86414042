import { expect, test } from 'vitest';
import { PersonId, PreparedTextId, PublicationId } from '$lib/domain/core/ids';
import type { Actor } from '$lib/domain/core/role';
import { approvalRefusal } from '$lib/domain/official-text/official-text';
import { publishAlone, reviewPublication } from '$lib/domain/official-text/publication';
import { approvePrepared, draftPrepared } from '$lib/domain/prepared/prepared-text';
import { fresh, person } from './in-memory-incident';
import { TextWorkflow } from './texts';

const refusedWith = (code: string, details: object = {}): unknown =>
	expect.objectContaining({ name: 'Refusal', code, details: expect.objectContaining(details) as unknown });
const openedBy = (actor: Actor, ...others: PersonId[]): Actor => ({ ...actor, eyes: [actor.id, ...others] });

const administrator = person('administrator', 'analyst', 'spokesperson', 'coordinator');
const writer = person('analyst');
const reader = person('spokesperson');
const words = { website: 'Het water is veilig.' };

/** Who wrote, who approves, and whether they count as two people. */
const pairs: [string, Actor, Actor, boolean][] = [
	['two people on their own', writer, reader, true],
	['a new account approves what its administrator wrote', administrator, openedBy(reader, administrator.id), false],
	[
		'an administrator approves what an account wrote that they opened',
		openedBy(writer, administrator.id),
		administrator,
		false
	],
	[
		'two people whose accounts one administrator opened',
		openedBy(writer, administrator.id),
		openedBy(reader, administrator.id),
		false
	],
	[
		'a colleague invited at night approves a text of somebody on their own',
		writer,
		openedBy(reader, administrator.id),
		true
	],
	[
		'accounts that two administrators opened',
		openedBy(writer, administrator.id),
		openedBy(reader, fresh(PersonId)),
		true
	]
];

test.each(pairs)('approving: %s', (_, by, approver, areTwo) => {
	const workflow = new TextWorkflow().judge().draft(words, by).submit(by);
	const act = () => workflow.approve(approver);
	if (areTwo) expect(act).not.toThrow();
	else expect(act).toThrow(refusedWith('text.sharedEyes', { by: by.id, shared: administrator.id }));
	const [variant] = workflow.row.variants;
	expect(variant && approvalRefusal(variant, approver)).toBe(areTwo ? null : 'text.sharedEyes');
});

test.each(pairs)('approving in quiet times: %s', (_, by, approver, areTwo) => {
	const workflow = new TextWorkflow();
	const id = fresh(PreparedTextId);
	const wordings = [{ channel: 'website', text: 'Houd ramen dicht.' }];
	workflow.when(draftPrepared, { id, kind: 'advice', title: 'Rook', incidents: [], wordings }, by);
	const checksum = workflow.state.prepared.get(id)?.wordings[0]?.checksum;
	const act = () => workflow.when(approvePrepared, { prepared: id, channel: 'website', checksum }, approver);
	if (areTwo) expect(act).not.toThrow();
	else expect(act).toThrow(refusedWith('text.sharedEyes', { by: by.id, shared: administrator.id }));
});

/** Publishes what `by` wrote alone; returns the review by somebody else. */
function alone(by: Actor, publisher: Actor) {
	const workflow = new TextWorkflow().judge().draft(words, by).submit(by);
	const publication = fresh(PublicationId);
	const [variant] = workflow.words();
	const more = { where: 'Website', address: null, at: null, why: 'Niemand bereikbaar' };
	workflow.when(publishAlone, { text: workflow.text, id: publication, ...variant, ...more }, publisher);
	return (reviewer: Actor) =>
		workflow.when(reviewPublication, { text: workflow.text, publication, why: 'Gelezen' }, reviewer);
}

test.each(pairs)('reviewing: %s', (_, by, approver, areTwo) => {
	const reviewer = { ...approver, roles: ['coordinator', 'spokesperson'] as const };
	const act = () => alone(by, by)(reviewer);
	if (areTwo) expect(act).not.toThrow();
	else expect(act).toThrow(refusedWith('text.sharedEyes', { shared: administrator.id }));
});

test('a reviewer must be independent of the writer too, whoever published', () => {
	const reviewer = { ...writer, roles: ['coordinator', 'spokesperson'] as const };
	expect(() => alone(writer, reader)(reviewer)).toThrow(refusedWith('text.sharedEyes'));
	expect(() => alone(writer, reader)(person('coordinator', 'spokesperson'))).not.toThrow();
});

test('who could use the account at the time of writing counts, whatever happened to the account since', () => {
	const workflow = new TextWorkflow()
		.judge()
		.draft(words, openedBy(writer, administrator.id))
		.submit(writer)
		.later(60 * 48);
	expect(() => workflow.approve(administrator)).toThrow(refusedWith('text.sharedEyes'));
	// Written again by the account that is its owner's by now, the same words may be approved.
	workflow.write('website', 'Het water is heel veilig.', writer).submit(writer);
	expect(() => workflow.approve(administrator)).not.toThrow();
});

test('submission and approval are stored with everybody who could use the accounts', () => {
	const by = openedBy(writer, administrator.id);
	const workflow = new TextWorkflow().judge().draft(words, by).submit(by).approve(reader);
	expect(workflow.row.variants[0]).toMatchObject({
		edited: { by: writer.id, eyes: [administrator.id, writer.id].sort() },
		approved: { by: reader.id, eyes: [reader.id] }
	});
	expect(workflow.row.versions[0]).toMatchObject({ by: writer.id, eyes: [administrator.id, writer.id].sort() });
});
