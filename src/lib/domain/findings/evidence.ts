import { z } from 'zod';
import { command, type CommandStep } from '../core/command';
import { closeFinding, findFinding, findingReopened, findingsOf, isClosed, isOpen } from './finding';
import type { FirstSeenIn } from './new-finding';
import { FindingId, StoryId, type FindingKind } from '../core/ids';
import { analysts } from '../core/policy';
import { Refusal } from '../core/refusal';
import type { ReadState } from '../core/state';
import { labelsOf, Link, assertReferenced, own, sameLink, storyLabelled } from '../stories/story';

const LinkTo = Link.pick({ kind: true, finding: true, stance: true }).strict();

/**
 * Says what to add and remove, not the whole set, so that two analysts do not overwrite each other. Linking a story to
 * a closed finding reopens it.
 */
export const labelStory = command('story.label', {
	input: () =>
		z.strictObject({ story: StoryId, add: z.array(LinkTo).max(10), remove: z.array(FindingId).max(10), own }),
	allow: analysts,
	delivery: 'predicted',
	refusals: ['finding.absent', 'finding.merged', 'label.notOwn', 'label.stance', 'story.absent'],
	referencesOf: ({ story }) => ({ stories: [story] }),
	undo: {
		steps({ story, add, remove }, state): CommandStep[] {
			const { links } = labelsOf(state, story);
			const touched = new Set([...remove, ...add.map(({ finding }) => finding)]);
			const before = links
				.filter(({ finding }) => touched.has(finding))
				.map(({ kind, finding, stance }) => ({ kind, finding, stance }));
			const added = add.filter((link) => !links.some((other) => sameLink(other, link)));
			const reopened = add.filter(({ kind, finding }) => findingsOf(state, kind).get(finding)?.closed);
			return [
				labelStory({ story, add: before, remove: added.map(({ finding }) => finding), own: true }),
				...reopened.map(({ kind, finding }) => closeFinding({ kind, finding }))
			];
		},
		isCurrent({ story, add, remove }, state, person) {
			const { links } = labelsOf(state, story);
			const isTheirs = ({ finding, stance }: z.infer<typeof LinkTo>): boolean =>
				links.some((link) => link.finding === finding && link.stance === stance && link.by === person);
			return add.every(isTheirs) && remove.every((id) => !links.some(({ finding }) => finding === id));
		}
	},
	decide({ story, own, ...input }, { state, references, actor, now }) {
		assertReferenced(references, story);
		const before = labelsOf(state, story).links;
		const mayChange = (finding: FindingId): boolean =>
			!own || before.every((link) => link.finding !== finding || link.by === actor.id);
		const [add, remove] = [input.add.filter(({ finding }) => mayChange(finding)), input.remove.filter(mayChange)];
		if (add.length + remove.length < Math.min(1, input.add.length + input.remove.length))
			throw new Refusal('label.notOwn');
		const reopened = add.flatMap(({ kind, finding, stance }) => {
			const found = findFinding(state, kind, finding);
			if (found.mergedInto) throw new Refusal('finding.merged', { into: found.mergedInto, text: found.text });
			if ((kind === 'rumour') !== (stance !== null)) throw new Refusal('label.stance');
			return isClosed(found) ? [findingReopened({ kind, finding })] : [];
		});
		const others = before.filter(
			(link) => !remove.includes(link.finding) && !add.some((other) => sameLink(other, link))
		);
		const added = new Map(add.map((link) => [link.finding, { ...link, by: actor.id, at: now }]));
		const links = [...others, ...added.values()];
		return [storyLabelled({ story, links }), ...reopened];
	}
});

/** A new finding cannot be deleted, because the log keeps everything: undo removes its story and closes it. */
export const undoNewFinding = (kind: FindingKind) => ({
	steps: ({ id, seenIn }: { readonly id: FindingId; readonly seenIn: z.infer<typeof FirstSeenIn> }): CommandStep[] => [
		...(seenIn ? [labelStory({ story: seenIn.story, add: [], remove: [id], own: true })] : []),
		closeFinding({ kind, finding: id })
	],
	isCurrent({ id }: { readonly id: FindingId }, state: ReadState): boolean {
		const found = findingsOf(state, kind).get(id);
		return found !== undefined && isOpen(found);
	}
});
