import { z } from 'zod';
import { command } from '../core/command';
import { checksumOf } from '../core/checksum';
import { event } from '../core/event';
import { seenAct, type SeenAct } from '../core/eyes';
import { assertIdFree, assertNameFree, findUnmerged, MAX_VARIANTS } from './finding';
import { haveSameName, otherWordings } from './names';
import { FindingId, StoryId } from '../core/ids';
import { analysts, deskStaff } from '../core/policy';
import { initialFinding } from './new-finding';
import { Refusal } from '../core/refusal';
import { Rumour, rumourSignalled, unassessed } from './rumour';
import { change } from '../core/state';
import { storyLabelled, noLabels } from '../stories/story';
import { Text } from '../core/text';

/** Sets the other wordings of the claim, without duplicates and without names of other rumours. */
export const setVariants = command('rumour.setVariants', {
	input: () => z.strictObject({ rumour: FindingId, variants: z.array(Text(300, 'quotedWords')).max(300) }),
	allow: deskStaff,
	refusals: ['finding.absent', 'finding.exists', 'finding.merged'],
	decide({ rumour, variants }, { state, actor, now }) {
		const { text, variants: current } = findUnmerged(state.rumours, rumour);
		for (const wording of variants) if (!current.includes(wording)) assertNameFree(state, 'rumour', wording, rumour);
		const wordings = otherWordings(text, variants);
		const added = wordings.filter((wording) => !current.includes(wording));
		return variantsSet({ rumour, variants: wordings, added: writtenBy(added, seenAct(actor, now)) });
	}
});
export const variantsSet = event('rumour.variantsSet', {
	data: () =>
		z.object({
			rumour: FindingId,
			variants: z.array(Text(300, 'quotedWords')),
			added: Rumour.shape.variantsBy
		}),
	evolve(state, { rumour, variants, added }) {
		const before = state.rumours
			.get(rumour)
			?.variantsBy.filter(({ wording }) => !added.some((each) => each.wording === wording));
		if (before) change(state.rumours, rumour, { variants, variantsBy: [...before, ...added] });
	}
});
const writtenBy = (wordings: readonly string[], act: SeenAct): Rumour['variantsBy'] =>
	wordings.map((wording) => ({ ...act, wording: checksumOf(wording) }));

/**
 * Splits a rumour that combines two claims: a new rumour takes these stories, with their stance, and these variants.
 * Without any story it must have been observed offline, as the first was.
 */
export const splitRumour = command('rumour.split', {
	input: () =>
		z.strictObject({
			rumour: FindingId,
			id: FindingId,
			text: Text(300, 'quotedWords'),
			stories: z.array(StoryId).max(50),
			variants: z.array(Text(300, 'quotedWords')).max(MAX_VARIANTS).default([])
		}),
	allow: analysts,
	refusals: [
		'finding.absent',
		'finding.exists',
		'finding.merged',
		'finding.withoutEvidence',
		'id.taken',
		'story.absent'
	],
	referencesOf: ({ stories }) => ({ stories }),
	decide({ rumour, id, text, stories, variants }, at) {
		const { state, references } = at;
		const { text: claim, offline, variants: current } = findUnmerged(state.rumours, rumour);
		assertIdFree(state, id);
		const isMoved = (wording: string): boolean => variants.includes(wording);
		const remaining = current.filter((wording) => !isMoved(wording));
		assertNameFree(state, 'rumour', text, rumour);
		if ([claim, ...remaining].some((wording) => haveSameName(wording, text)))
			throw new Refusal('finding.exists', { finding: rumour, text: claim });
		if (stories.length === 0 && offline === null) throw new Refusal('finding.withoutEvidence');
		const relabelled = [...new Set(stories)].map((story) => {
			const { links } = state.labels.get(story) ?? noLabels;
			if (!references.stories.has(story) || !links.some(({ finding }) => finding === rumour))
				throw new Refusal('story.absent');
			const others = links.filter(({ finding }) => finding !== id);
			return storyLabelled({
				story,
				links: others.map((link) => (link.finding === rumour ? { ...link, finding: id } : link))
			});
		});
		const movedVariants = otherWordings(text, current.filter(isMoved));
		const offlineRemark = stories.length === 0 ? offline : null;
		return [
			rumourSignalled({
				id,
				text,
				offline: offlineRemark,
				...initialFinding(at),
				...unassessed,
				variants: movedVariants,
				variantsBy: writtenBy(movedVariants, seenAct(at.actor, at.now))
			}),
			...(current.some(isMoved) ? [variantsSet({ rumour, variants: remaining, added: [] })] : []),
			...relabelled
		];
	}
});
