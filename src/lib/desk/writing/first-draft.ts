import * as m from '../../messages';
import type { Rumour } from '$lib/domain/findings/rumour';
import { asSentence, quotedSentence } from '$lib/domain/core/texts/sentences';
import { statedFact } from '$lib/domain/official-text/basis';
import { fits, type Channel } from '$lib/domain/official-text/channel';
import type { ReadState } from '$lib/domain/core/state';
import type { Words } from '$lib/i18n/words';
import { joinParts } from './three-parts';

const channels = ['website', 'x', 'phone'] as const satisfies readonly Channel[];
type DraftedRumour = Readonly<Pick<Rumour, 'text' | 'judged'>>;

/** What callers are told is said aloud; all other words are read. */
const wayOf = (channel: Channel): 'hear' | 'read' => (channel === 'phone' ? 'hear' : 'read');

/**
 * The first draft of a rebuttal: the fact, the claim once with the verdict, and the source. Empty while there is no
 * verdict, because a verdict is never guessed.
 */
export function firstDraft(
	state: ReadState,
	rumour: DraftedRumour | undefined,
	{ t, time }: Pick<Words, 't' | 'time'>
): { channel: Channel; text: string }[] {
	const fact = rumour?.judged ? state.facts.get(rumour.judged.fact) : undefined;
	if (!rumour?.judged || !fact || fact.replacedBy !== null) return channels.map((channel) => ({ channel, text: '' }));
	const { verdict } = rumour.judged;
	const statement = statedFact(state, fact);
	const again = t(m.rumours.draft.source, { source: fact.source ?? '', time: time(fact.at) });
	return channels.map((channel) => {
		const claim = t(m.rumours.draft[wayOf(channel)], { claim: quotedSentence(rumour.text) });
		const misunderstanding = `${claim} ${t(m.rumours.draft.verdict[verdict])}`;
		const whole =
			channel === 'website'
				? joinParts({ fact: statement, misunderstanding, again })
				: `${asSentence(statement)} ${misunderstanding}`;
		return { channel, text: [whole, statement].find((text) => fits(channel, text)) ?? '' };
	});
}

/** The first draft of a holding statement: the claim, and that we look into it. It says nothing about what is so. */
export const holdingDraft = (
	rumour: DraftedRumour | undefined,
	{ t }: Pick<Words, 't'>
): { channel: Channel; text: string }[] =>
	channels.map((channel) => {
		const text = rumour ? t(m.rumours.draft.holding[wayOf(channel)], { claim: quotedSentence(rumour.text) }) : '';
		return { channel, text: fits(channel, text) ? text : '' };
	});
