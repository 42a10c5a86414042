import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { undoNewFinding } from './evidence';
import { FindingBase, findUnmerged, newFindingInput } from './finding';
import { FindingId } from '../core/ids';
import { addFinding, baseRules, type MergeRules } from './merging';
import { analysts } from '../core/policy';
import { FirstSeenIn, initialFinding, linkEvidence } from './new-finding';
import { change } from '../core/state';

/** The themes that are offered as predefined meanings. */
export const readyThemes = ['blame', 'trust', 'grief', 'solidarity', 'political', 'callToAct', 'symbol'] as const;
export const Theme = z.enum([...readyThemes, 'other']);
export type Theme = z.infer<typeof Theme>;

/** A theme as spelled in exercise scripts: `call-to-act`. */
export const keyOfTheme = (theme: Theme): string => theme.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const themes = new Map(Theme.options.map((theme) => [keyOfTheme(theme), theme]));
export const themeOfKey = (key: string): Theme | undefined => themes.get(key);

/** A theme in what people feel and think the crisis means; the advice it needs is on tone and gesture. */
export const Meaning = FindingBase.extend({ theme: Theme });
export type Meaning = z.infer<typeof Meaning>;

declare module '../core/state' {
	interface Collections {
		meanings: [FindingId, Meaning];
	}
}

export const meaningRules: MergeRules<Meaning> = {
	...baseRules,
	theme: (target, source) => (target.theme === 'other' ? source.theme : target.theme)
};

export const recordMeaning = command('meaning.record', {
	input: () => newFindingInput.extend({ seenIn: FirstSeenIn, theme: Theme }),
	allow: analysts,
	delivery: 'predicted',
	refusals: ['finding.withoutEvidence', 'id.taken', 'label.stance', 'story.absent'],
	referencesOf: ({ seenIn }) => (seenIn ? { stories: [seenIn.story] } : {}),
	undo: undoNewFinding('meaning'),
	decide(input, at) {
		const { mergedInto, evidence } = linkEvidence('meaning', input, at);
		const { id, text, offline, theme } = input;
		return [meaningRecorded({ id, text, offline, theme, ...initialFinding(at), mergedInto }), ...evidence];
	}
});
export const meaningRecorded = event('meaning.recorded', {
	data: () => Meaning,
	evolve: (state, meaning) => addFinding(state.meanings, meaning, meaningRules)
});

export const setTheme = command('meaning.setTheme', {
	input: () => z.strictObject({ meaning: FindingId, theme: Theme }),
	allow: analysts,
	refusals: ['finding.absent', 'finding.merged'],
	decide(input, { state }) {
		findUnmerged(state.meanings, input.meaning);
		return themeSet(input);
	}
});
export const themeSet = event('meaning.themeSet', {
	data: () => z.object({ meaning: FindingId, theme: Theme }),
	evolve: (state, { meaning, theme }) => change(state.meanings, meaning, { theme })
});
