import * as m from '../../messages';
import type { Rumour } from '$lib/domain/findings/rumour';
import { statedFact } from '$lib/domain/official-text/basis';
import { fits, type Channel } from '$lib/domain/official-text/channel';
import type { ReadState } from '$lib/domain/core/state';
import type { Words } from '$lib/i18n/words';
import { joinParts } from './three-parts';

const channels = ['website', 'x', 'phone'] as const satisfies readonly Channel[];

/**
 * The first draft of a rebuttal: the fact, the claim once with the verdict, and the source. Empty while there is no
 * verdict, because a verdict is never guessed.
 */
export function firstDraft(
	state: ReadState,
	rumour: Readonly<Pick<Rumour, 'text' | 'judged'>> | undefined,
	{ t, time }: Pick<Words, 't' | 'time'>
): { channel: Channel; text: string }[] {
	const fact = rumour?.judged ? state.facts.get(rumour.judged.fact) : undefined;
	if (!rumour?.judged || !fact || fact.replacedBy !== null) return channels.map((channel) => ({ channel, text: '' }));
	const statement = statedFact(state, fact);
	const verdict = t(m.rumours.draft[rumour.judged.verdict], { claim: rumour.text });
	const again = t(m.rumours.draft.source, { source: fact.source ?? '', time: time(fact.at) });
	const whole = joinParts({ fact: statement, misunderstanding: verdict, again });
	const short = `${/[.!?]$/.test(statement) ? statement : `${statement}.`} ${verdict}`;
	return channels.map((channel) => ({
		channel,
		text: [channel === 'website' ? whole : short, statement].find((text) => fits(channel, text)) ?? ''
	}));
}
