import type { Desk } from '$lib/desk/desk.svelte';
import type { FindingView } from '$lib/desk/views/findings';
import type { Words } from '$lib/i18n/words';

/** Who works here, and what time it is. */
export type AtDesk = Pick<Desk, 'people'> & { readonly clock: Pick<Desk['clock'], 'minute'> };

/**
 * The status of a finding in a few words: "geen antwoord", "wordt nagegaan bij het waterschap", "onjuist, gesloten om
 * 13.44 uur". Empty when there is nothing to say.
 */
export function findingStateWords(finding: FindingView, desk: AtDesk, { t, clock, when }: Words): string {
	const { closed } = finding.base;
	const end = closed ? t('stream.findings.closedAt', { when: when(closed.at, desk.clock.minute) }) : '';
	if (finding.kind === 'need') {
		const { state, answering, answer } = finding.need;
		if (closed) return end;
		if (state === 'answering') return t('stream.findings.answering', { who: initialsOf(answering?.by, desk) });
		if (state === 'answered' && answer) return t('stream.findings.answered', { time: clock(answer.at) });
		return t(state === 'askedAgain' ? 'stream.findings.askedAgain' : 'stream.findings.unanswered');
	}
	if (finding.kind === 'rumour') {
		const { rumour } = finding;
		const verdict = rumour.judged ? t(`stream.findings.verdicts.${rumour.judged.verdict}`) : '';
		if (closed) return [verdict, end].filter(Boolean).join(', ');
		if (rumour.judged)
			return rumour.approach ? `${verdict}, ${t(`stream.findings.approaches.${rumour.approach}`)}` : verdict;
		if (rumour.verifying) return t('stream.findings.verifying', { body: rumour.verifying.body });
		return t('stream.findings.signalled', { time: clock(rumour.raised.at) });
	}
	if (closed) return end;
	if (finding.kind === 'behaviour')
		return finding.behaviour.effect ? t(`stream.findings.effects.${finding.behaviour.effect}`) : '';
	return finding.meaning.theme === 'other' ? '' : t(`stream.findings.themes.${finding.meaning.theme}`);
}

export function initialsOf(person: string | undefined, desk: Pick<Desk, 'people'>): string {
	return [...desk.people.values()].find(({ id }) => id === person)?.initials ?? '';
}
