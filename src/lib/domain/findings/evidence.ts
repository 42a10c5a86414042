import { z } from 'zod';
import { command, type CommandStep } from '../core/command';
import { afterMerges, closeFinding, currentId, findingReopened, findingsOf, isClosed, isOpen } from './finding';
import type { FirstSeenIn } from './new-finding';
import { FindingId, StoryId, type FindingKind } from '../core/ids';
import { analysts } from '../core/policy';
import { Refusal } from '../core/refusal';
import type { ReadState } from '../core/state';
import { labelsOf, Link, assertReferenced, own, sameLink, storyLabelled, withLink } from '../stories/story';

const LinkTo = Link.pick({ kind: true, finding: true, stance: true }).strict();

/**
 * Says what to add and remove, not the whole set, so that two analysts do not overwrite each other. Linking a story to
 * a closed finding reopens it; a link to one that was merged goes to the finding it was merged into.
 */
export const labelStory = command('story.label', {
	input: () =>
		z.strictObject({ story: StoryId, add: z.array(LinkTo).max(10), remove: z.array(FindingId).max(10), own }),
	allow: analysts,
	delivery: 'predicted',
	refusals: ['finding.absent', 'label.notOwn', 'label.stance', 'story.absent'],
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
				links.some(
					(link) => link.finding === currentId(state, finding) && link.stance === stance && link.by === person
				);
			return (
				add.every(isTheirs) && remove.every((id) => !links.some(({ finding }) => finding === currentId(state, id)))
			);
		}
	},
	decide({ story, own, ...input }, { state, references, actor, now }) {
		assertReferenced(references, story);
		const before = labelsOf(state, story).links;
		const mayChange = (finding: FindingId): boolean =>
			!own || before.every((link) => link.finding !== finding || link.by === actor.id);
		const linked = input.add.map((link) => {
			const found = afterMerges(findingsOf(state, link.kind), link.finding);
			if (!found) throw new Refusal('finding.absent');
			return { ...link, finding: found.id, found };
		});
		const unlinked = input.remove.map((id) => currentId(state, id));
		const [add, remove] = [linked.filter(({ finding }) => mayChange(finding)), unlinked.filter(mayChange)];
		if (add.length + remove.length < Math.min(1, input.add.length + input.remove.length))
			throw new Refusal('label.notOwn');
		const reopened = add.flatMap(({ kind, finding, stance, found }) => {
			if ((kind === 'rumour') !== (stance !== null)) throw new Refusal('label.stance');
			return isClosed(found) ? [findingReopened({ kind, finding })] : [];
		});
		const links = add.reduce(
			(all, { kind, finding, stance }) => withLink(all, { kind, finding, stance, by: actor.id, at: now }),
			before.filter(({ finding }) => !remove.includes(finding) || add.some((link) => link.finding === finding))
		);
		return [storyLabelled({ story, links }), ...reopened];
	}
});

/** A new finding cannot be deleted, because the log keeps everything: undo removes its story and closes it. */
export const undoNewFinding = (kind: FindingKind) => ({
	steps: ({ id, seenIn }: { readonly id: FindingId; readonly seenIn: z.infer<typeof FirstSeenIn> }): CommandStep[] => [
		...(seenIn ? [labelStory({ story: seenIn.story, add: [], remove: [id], own: true })] : []),
		closeFinding({ kind, finding: id, own: true })
	],
	isCurrent({ id }: { readonly id: FindingId }, state: ReadState): boolean {
		const found = findingsOf(state, kind).get(id);
		return found !== undefined && isOpen(found);
	}
});
