import * as m from '$lib/messages';
import type { Desk } from '$lib/desk/desk.svelte';
import type { FindingView } from '$lib/desk/views/findings';
import type { Words } from '$lib/i18n/words';

/** The parts of the desk that these texts need: people and time. */
export type AtDesk = Pick<Desk, 'people'> & { readonly clock: Pick<Desk['clock'], 'minute'> };

/**
 * The status of a finding in a few words: "geen antwoord", "wordt nagegaan bij het waterschap", "onjuist, gesloten om
 * 13.44 uur". Empty when there is nothing to say.
 */
export function findingStateWords(finding: FindingView, desk: AtDesk, { t, clock, when }: Words): string {
	const { closed } = finding.base;
	const end = closed ? t(m.stream.findings.closedAt, { when: when(closed.at, desk.clock.minute) }) : '';
	if (finding.kind === 'need') {
		const { state, answering, answer } = finding.need;
		if (closed) return end;
		if (state === 'answering') return t(m.stream.findings.answering, { who: initialsOf(answering?.by, desk) });
		if (state === 'answered' && answer) return t(m.stream.findings.answered, { time: clock(answer.at) });
		return t(state === 'askedAgain' ? m.stream.findings.askedAgain : m.stream.findings.unanswered);
	}
	if (finding.kind === 'rumour') {
		const { rumour } = finding;
		const verdict = rumour.judged ? t(m.stream.findings.verdicts[rumour.judged.verdict]) : '';
		if (closed) return [verdict, end].filter(Boolean).join(', ');
		if (rumour.judged)
			return rumour.approach ? `${verdict}, ${t(m.stream.findings.approaches[rumour.approach])}` : verdict;
		if (rumour.verifying) return t(m.stream.findings.verifying, { body: rumour.verifying.body });
		return t(m.stream.findings.signalled, { time: clock(rumour.raised.at) });
	}
	if (closed) return end;
	if (finding.kind === 'behaviour')
		return finding.behaviour.effect ? t(m.stream.findings.effects[finding.behaviour.effect]) : '';
	return finding.meaning.theme === 'other' ? '' : t(m.stream.findings.themes[finding.meaning.theme]);
}

export function initialsOf(person: string | undefined, desk: Pick<Desk, 'people'>): string {
	return [...desk.people.values()].find(({ id }) => id === person)?.initials ?? '';
}
