import { describe, expect, test } from 'vitest';
import { AdviceId, FactId } from '$lib/domain/core/ids';
import { recordFact, replaceFact } from '$lib/domain/findings/fact';
import { closeIncident, reopenIncident } from '$lib/domain/incident/incident';
import { decideAdvice, writeAdvice } from '$lib/domain/report/advice';
import { closedIncident } from '$lib/domain/overview/closed-incident';
import { nextReport } from '$lib/domain/report/due';
import { setReportDue } from '$lib/domain/report/version';
import { wordsIn } from '$lib/i18n/words';
import { languages } from '$lib/i18n/language';
import { lcmsText } from '$lib/report/write/short/lcms';
import { writeShortReport } from '$lib/report/write/short/short-report';
import { writeReport } from '$lib/report/write/write-report';
import { bram, anna, carla, fresh } from './in-memory-incident';
import { draftFrame, minutes, ReportFixture } from './report-facts';

const installation = (helpContact: string | null) => ({
	installation: {
		organisation: 'Waterveen',
		retentionDays: 30,
		retentionSince: null,
		neighbourhoods: [],
		mailDomains: [],
		publicDetails: [],
		helpContact
	}
});
const masked = (text: string): string => text.replace('06 12 34 56 78', '…');

/** An incident with advice that was adopted, and not; with answers that still hold, and not; and a next report. */
class Ended extends ReportFixture {
	readonly shelter = fresh(FactId);

	constructor() {
		super();
		const { incident } = this;
		incident.when(setReportDue, { due: { at: this.at(30), every: 30, meetings: [] } }, bram);
		const shelter = this.need('Waar kunnen wij terecht?', this.story(minutes(1, 4)));
		incident.when(recordFact, { id: this.shelter, text: 'De sporthal is open', source: 'GHOR', at: null }, bram);
		incident.answered({ need: shelter, text: 'In de sporthal.', fact: this.shelter, channel: 'website', at: null });
		const harm = this.need('Wie betaalt mijn schade?', this.story([5]));
		const text = 'Wij weten dat nog niet. Het schadeloket is open. Bel 06 12 34 56 78.';
		incident.answered({ need: harm, text, fact: null, channel: 'website', at: null });
		this.advise('Maak de uitslag bekend.', 'Veiligheidsregio');
		this.advise('Open een tweede loket.', null);
		this.release(30);
		this.advise('Bel de school.', 'Directeur');
	}
	advise(what: string, who: string | null): void {
		const id = fresh(AdviceId);
		const fields = { who: '', channel: '', audience: '', tone: '', decider: '', deadline: null };
		this.incident.seq += 1;
		this.incident.when(writeAdvice, { id, goal: 'informing', what, urgency: 'high', over: null, ...fields }, bram);
		const over = this.incident.state.advice.get(id)?.seq;
		const decision = { outcome: 'adopted', why: '', who: who ?? '', due: this.at(600), over };
		if (who !== null) this.incident.when(decideAdvice, { advice: id, ...decision }, bram);
	}
	close(): this {
		this.clock(90).incident.when(closeIncident, {}, carla);
		return this;
	}
	says(contact: string | null = null) {
		return closedIncident(this.incident.state, installation(contact), masked);
	}
}

describe('a closed incident', () => {
	test('says what still runs and with whom, as far as a report has it, and where people can go', () => {
		const fixture = new Ended();
		expect(fixture.says()).toBeNull();
		fixture.close();
		expect(fixture.says('Bel 14 020')).toEqual({
			at: fixture.at(90),
			running: [{ what: 'Maak de uitslag bekend.', who: 'Veiligheidsregio', due: fixture.at(600) }],
			help: expect.arrayContaining(['Bel 14 020', 'In de sporthal.', 'Het schadeloket is open.']) as unknown
		});
		expect(fixture.says('Bel 14 020')?.help).toHaveLength(3);
		expect(fixture.says('Bel 14 020')?.help[0]).toBe('Bel 14 020');
	});
	test('does not send people where an answer that no longer holds did', () => {
		const fixture = new Ended();
		const news = { id: fresh(FactId), text: 'De sporthal is dicht', source: 'GHOR', at: null };
		fixture.incident.when(replaceFact, { replaces: fixture.shelter, ...news }, anna);
		expect(fixture.close().says()?.help).toEqual(['Het schadeloket is open.']);
	});
	test('waits for no report, until it is reopened', () => {
		const fixture = new Ended();
		const { due } = nextReport(fixture.incident.state);
		expect(due).not.toBeNull();
		fixture.close();
		expect(nextReport(fixture.incident.state).due).toBeNull();
		fixture.incident.when(reopenIncident, { why: 'Er is weer rook' }, carla);
		expect(nextReport(fixture.incident.state).due).toBe(due);
	});
	test.each(languages)(
		'announces no report and asks for no decision in what is made from its last report: %s',
		(language) => {
			const fixture = new Ended();
			const report = fixture.report(31);
			const words = wordsIn(language);
			expect(report.due).not.toBeNull();
			const closed = fixture.close().says('Bel 14 020');
			const frame = { ...draftFrame, released: fixture.at(32), closed };
			for (const { head } of [writeReport(report, frame, words), writeShortReport(report, frame, words)]) {
				expect(JSON.stringify(head)).not.toMatch(/volgend rapport|next report/i);
				expect(JSON.stringify(head)).toMatch(/incident gesloten|incident closed/);
			}
			const text = lcmsText(report, frame, words);
			expect(text).not.toMatch(/volgend|next report|Open een tweede loket/i);
			for (const line of ['Bel 14 020', 'In de sporthal.', 'Maak de uitslag bekend (Veiligheidsregio)'])
				expect(text).toContain(line);
			expect(text.length).toBeLessThanOrEqual(1_800);
		}
	);
});
