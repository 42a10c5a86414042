import { z } from 'zod';
import { command } from '../core/command';
import { findFinding, findingReopened, isClosed } from './finding';
import { FindingId, StoryId } from '../core/ids';
import { Refusal } from '../core/refusal';
import { labelsOf, Link, assertReferenced, own, sameLink, storyLabelled } from '../stories/story';

const LinkTo = Link.pick({ kind: true, finding: true, stance: true }).strict();

/**
 * Says what to add and remove, not the whole set, so that two analysts do not overwrite each other. Linking a story to
 * a closed finding reopens it.
 */
export const labelStory = command('story.label', {
	input: z.strictObject({ story: StoryId, add: z.array(LinkTo).max(10), remove: z.array(FindingId).max(10), own }),
	allow: ['analyst'],
	referencesOf: ({ story }) => ({ stories: [story] }),
	decide({ story, own, ...input }, { state, references, actor, now }) {
		assertReferenced(references, story);
		const before = labelsOf(state, story).links;
		const mine = (finding: FindingId): boolean =>
			!own || before.every((link) => link.finding !== finding || link.by === actor.id);
		const [add, remove] = [input.add.filter(({ finding }) => mine(finding)), input.remove.filter(mine)];
		if (add.length + remove.length < Math.min(1, input.add.length + input.remove.length))
			throw new Refusal('label.notOwn');
		const reopened = add.flatMap(({ kind, finding, stance }) => {
			const found = findFinding(state, kind, finding);
			if (found.mergedInto) throw new Refusal('finding.merged', { into: found.mergedInto, text: found.text });
			if ((kind === 'rumour') !== (stance !== null)) throw new Refusal('label.stance');
			return isClosed(found) ? [findingReopened({ kind, finding })] : [];
		});
		const kept = before.filter((link) => !remove.includes(link.finding) && !add.some((added) => sameLink(added, link)));
		const links = [...kept, ...new Map(add.map((link) => [link.finding, { ...link, by: actor.id, at: now }])).values()];
		return [storyLabelled({ story, links }), ...reopened];
	}
});
