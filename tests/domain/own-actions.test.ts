import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ActionId, PublicationId } from '$lib/domain/core/ids';
import { recordAction, retractAction } from '$lib/domain/incident/own-action';
import type { Channel } from '$lib/domain/official-text/channel';
import { ownActions } from '$lib/domain/overview/own-actions';
import { bram, fresh } from './in-memory-incident';
import { TextWorkflow } from './texts';

const words = { website: 'Het water is veilig.', x: 'Het water is veilig.', facebook: 'Het water is veilig.' } as const;
const published = (...channels: (keyof typeof words)[]) => {
	const workflow = new TextWorkflow();
	workflow.judge().draft(words).submit().approve();
	for (const channel of channels) workflow.publish(channel, bram, { where: channel }).later(4);
	return workflow;
};

test('a text that went out on several channels is one action with its channels, from when it first did', () => {
	fc.assert(
		fc.property(fc.shuffledSubarray(['website', 'x', 'facebook'] as const, { minLength: 1 }), (channels) => {
			const workflow = published(...channels);
			const actions = ownActions(workflow.state);
			expect(actions.map((action) => action.channels)).toEqual([channels]);
			expect(actions[0]?.at).toBe([...workflow.state.actions.values()].map(({ at }) => at).sort()[0]);
			expect(actions[0]?.ids).toHaveLength(channels.length);
		})
	);
});

test('another text, another record and a second publication on a channel are actions of their own', () => {
	const workflow = published('website', 'x');
	workflow.when(recordAction, { id: fresh(ActionId), channel: 'NL-Alert', text: words.x, at: null }, bram);
	expect(ownActions(workflow.state).map(({ channels }) => channels)).toEqual([['website', 'x'], ['NL-Alert']]);
	const [first] = workflow.row.publications;
	if (!first) throw new Error('nothing was published');
	const again = { ...first, id: fresh(PublicationId), channel: 'x' as Channel };
	const texts = new Map(workflow.state.texts.entries());
	texts.set(workflow.text, { ...workflow.row, publications: [...workflow.row.publications, again] });
	const actions = new Map(workflow.state.actions.entries());
	const [known] = actions.values();
	if (!known) throw new Error('nothing was recorded');
	const id = ActionId.parse(again.id);
	actions.set(id, { ...known, id, channel: 'x', at: workflow.row.publications.at(-1)?.at ?? known.at });
	expect(ownActions({ texts, actions })).toHaveLength(3);
});

test('a retracted record is no action, and its channel is not named', () => {
	const workflow = published('website', 'x');
	const [first] = workflow.state.actions.keys();
	if (!first) throw new Error('nothing was recorded');
	workflow.when(retractAction, { action: first, why: 'Vergissing' }, bram);
	expect(ownActions(workflow.state).map(({ channels }) => channels)).toEqual([['x']]);
});
