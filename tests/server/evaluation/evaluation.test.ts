import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	CommandId,
	FactId,
	INSTALLATION,
	LearningPointId,
	millisecondsOf,
	PublicationId,
	TextId,
	type FindingId
} from '$lib/domain/core/ids';
import type { Evaluation } from '$lib/domain/evaluation/evaluation';
import { keyFiguresOf } from '$lib/domain/evaluation/key-figures';
import { learningPoints } from '$lib/domain/evaluation/learning-point';
import { isMasked } from '$lib/domain/incident/masking';
import { wordsIn } from '$lib/i18n/words';
import { evaluationDocument, evaluationFileName, figuresCsv } from '$lib/server/records/evaluation/evaluation-files';
import { Evaluations } from '$lib/server/records/evaluation/evaluations';
import { docx } from '$lib/server/read/report/export/docx';
import { documentDocx } from '$lib/server/read/report/export/docx-document';
import { documentPdf } from '$lib/server/read/report/export/pdf-document';
import { plainTextOf } from '$lib/report/write/flow';
import { anna, carla, fresh, person, system } from '../../domain/in-memory-incident';
import { freshDatabase, type FreshDatabase } from '../database';
import { LabelledFire } from '../report/labelled-fire';
import type { IncidentFixture } from '../report/incident-fixture';
import { readPdf } from '../report/read-pdf';
import { entriesOf } from '../report/zip-entry';

/** The exercise of the fire, played out, closed and looked back on. */
let database: FreshDatabase;
let fire: LabelledFire;
let fixture: IncidentFixture;
let evaluations: Evaluations;
let rumour: FindingId;
let evaluation: Evaluation;

/** The text about the rumour: submitted, approved and published, each at its own minute of the exercise. */
async function answer(fact: FactId): Promise<void> {
	const [text, id] = [fresh(TextId), fresh(PublicationId)];
	const to = (minute: number) => fixture.send('exercise.setClock', { speed: 0, incident: fixture.at(minute) });
	await fixture.send('text.draft', {
		id: text,
		kind: 'rebuttal',
		about: { kind: 'rumour', finding: rumour },
		corrects: null,
		facts: [fact],
		wordings: [{ channel: 'website', text: 'Het water is veilig.' }]
	});
	const [words] = fixture.logs.state(fixture.incident)?.texts.get(text)?.variants ?? [];
	const variant = { channel: 'website', checksum: words?.checksum };
	await to(62);
	await fixture.send('text.submit', { text, variants: [variant], requestedFrom: null });
	await to(71);
	await fixture.send('text.approve', { text, variants: [variant] }, anna);
	await to(74);
	await fixture.send('text.publish', { text, id, ...variant, where: 'Website', address: null, at: null });
}

beforeAll(async () => {
	database = await freshDatabase();
	fire = await LabelledFire.begin(database);
	({ fixture } = fire);
	evaluations = new Evaluations(database.sql, fixture.logs, () => Promise.reject(new Error('writes nothing')));
	await fire.play(0, 60);
	await fire.label();
	const [first] = [...fire.findings].filter(([key]) => key.startsWith('rumour ')).map(([, id]) => id);
	if (!first) throw new Error('nobody found a rumour');
	rumour = first;
	const fact = fresh(FactId);
	await fixture.send('fact.record', { id: fact, text: 'Het water is getest.', source: 'Vitens', at: null });
	await fixture.send('rumour.giveVerdict', { rumour, verdict: 'false', fact });
	await fixture.send('shift.take', {});
	await answer(fact);
	await fire.play(74, 400);
	await fire.label();
	const administrator = person('administrator');
	const install = (type: string, input: unknown, by = system) =>
		fixture.executor.execute(INSTALLATION, { id: fresh(CommandId), type, input }, by, null);
	await install('installation.setUp', { organisation: 'Waterveen', administrator: administrator.id });
	await install('installation.setRetention', { days: 0 }, administrator);
	await fixture.send('incident.close', {}, carla);
	const found = await evaluations.of(fixture.incident);
	if (!found) throw new Error('there is no evaluation');
	evaluation = found;
});
afterAll(async () => {
	await fixture.stop();
	await database.drop();
});

const figure = (key: string): number | null => keyFiguresOf(evaluation).find((each) => each.key === key)?.value ?? null;

test('posts per ten minutes and per hour match the table, counted one by one', async () => {
	const rows = await database.sql<{ at: Date }[]>`
		select at from post where incident_id = ${fixture.incident} and not backlog order by at`;
	expect(rows.length).toBeGreaterThan(500);
	const counted = new Map<number, number>();
	for (const { at } of rows) {
		const step = Math.floor(at.getTime() / 600_000) * 600_000;
		counted.set(step, (counted.get(step) ?? 0) + 1);
	}
	expect(evaluation.posts.map(({ from, posts }) => [millisecondsOf(from), posts])).toEqual([...counted]);
	expect(figure('posts')).toBe(rows.length);
	expect(figure('busiest')).toBe(Math.max(...counted.values()));
	expect(evaluation.load.reduce((sum, { posts }) => sum + posts, 0)).toBe(rows.length);
	expect(evaluation.firstPost).toBe(rows[0]?.at.toISOString());
});

test('first signs and times match the events of the log, read here without the state', async () => {
	const events = await database.sql<{ type: string; data: Record<string, never> }[]>`
		select type, data from event where log_id = ${fixture.incident} order by seq`;
	const linked = new Map<string, Set<string>>();
	for (const { type, data } of events) {
		if (type !== 'story.labelled') continue;
		const { story, links } = data as unknown as { story: string; links: { finding: string }[] };
		for (const { finding } of links) linked.set(finding, new Set([...(linked.get(finding) ?? []), story]));
	}
	const posts = await database.sql<{ story_id: string; at: Date }[]>`
		select story_id, at from post where incident_id = ${fixture.incident} and not backlog`;
	expect(evaluation.rumours.length).toBeGreaterThan(2);
	expect(evaluation.needs.length).toBeGreaterThan(2);
	for (const { id, first, posts: count } of [...evaluation.rumours, ...evaluation.needs]) {
		const own = posts.filter(({ story_id }) => linked.get(id)?.has(story_id));
		expect([count, first], id).toEqual([
			own.length,
			new Date(Math.min(...own.map(({ at }) => at.getTime()))).toISOString()
		]);
	}
	const moments = (
		type: string,
		of: (data: Record<string, { at: string }>) => string | undefined
	): (string | undefined)[] => events.filter((each) => each.type === type).map(({ data }) => of(data));
	expect(moments('text.published', ({ publication }) => publication?.at)).toEqual([evaluation.firsts.text]);
	const [submitted] = moments('text.submitted', ({ version }) => version?.at);
	expect(evaluation.approvals).toMatchObject([
		{ requestedAt: submitted, decided: { at: fixture.at(71), outcome: 'approved' } }
	]);
	expect(figure('approvalTime')).toBe(9);
	expect(figure('firstText')).toBe(74);
	expect(evaluation.rumours.find(({ id }) => id === rumour)).toMatchObject({
		verdicts: [{ verdict: 'false', at: fixture.at(60) }],
		answer: { kind: 'rebuttal', at: fixture.at(74) },
		effect: { minutes: 60 }
	});
	expect(evaluation.duties).toMatchObject([{ what: 'lead', from: fixture.at(60), to: evaluation.until }]);
	expect(evaluation.isProvisional).toBe(false);
});

test('own actions of the script are in the timeline, and a publication appears there once', () => {
	const done = evaluation.timeline.flatMap(({ weDid }) => weDid);
	const acted = [...(fixture.logs.state(fixture.incident)?.actions.values() ?? [])];
	expect(done.filter(({ what }) => what === 'action' || what === 'warning')).toHaveLength(acted.length - 1);
	expect(done.filter(({ what }) => what === 'text')).toHaveLength(1);
	expect(done.filter(({ what }) => what === 'phase').at(-1)).toMatchObject({ phase: 'closed' });
});

test('the files contain every line of the page, and are named like the other exports', async () => {
	const words = wordsIn('nl');
	const state = fixture.logs.state(fixture.incident);
	if (!state) throw new Error('not followed');
	await fixture.send(
		'learningPoint.write',
		{ id: fresh(LearningPointId), text: 'Oefen de wachttekst', owner: 'de gemeente', until: '2026-12-31', over: null },
		carla
	);
	const evaluated = { evaluation, points: learningPoints(state), other: null, today: '2027-01-01' };
	const { frame, flow } = evaluationDocument(evaluated, words, () => 'Sanne Bakker');
	const { text } = await readPdf(Buffer.from(await documentPdf(frame, flow)), false);
	const wanted = ['OEFENING', 'Wat er binnenkwam', 'Wat wij deden', 'Sanne Bakker', 'Oefen de wachttekst', 'Te laat'];
	const squeezed = (whole: string): string => whole.replace(/\s+/g, '').toLowerCase();
	for (const words of wanted) expect(squeezed(text)).toContain(squeezed(words));
	for (const { text: claim } of evaluation.rumours) expect(squeezed(text)).toContain(squeezed(claim));
	const entries = await entriesOf(Buffer.from(await documentDocx(frame, flow)));
	const body = entries.find(({ name }) => name === 'word/document.xml')?.content.toString() ?? '';
	for (const { text: question } of evaluation.needs) expect(body).toContain(question.slice(0, 20));
	expect(docx.extension).toBe('docx');
	expect(plainTextOf(flow.flatMap((block) => (block.kind === 'paragraph' ? block.runs : [])))).not.toContain(
		'undefined'
	);
	expect(evaluationFileName(evaluation, 'file', 'pdf', words)).toMatch(
		/^evaluatie-Brand-Zuiderpark-\d{4}-\d\d-\d\d-OEFENING\.pdf$/
	);
	const csv = figuresCsv({ ...evaluated, other: { title: 'Een andere', figures: keyFiguresOf(evaluation) } }, words);
	expect(csv).toContain('Kerncijfer;Eenheid;Brand Zuiderpark;Een andere\r\n');
	expect(csv).toContain('Eerste tekst;minuten;74;74\r\n');
});

test('masking changes no figure', async () => {
	const figures = keyFiguresOf(evaluation);
	await fixture.pass(7);
	await fixture.retention().check();
	const incident = fixture.logs.state(fixture.incident)?.incident;
	expect(incident && isMasked(incident)).toBe(true);
	const after = await evaluations.of(fixture.incident);
	expect(after && keyFiguresOf(after)).toEqual(figures);
	expect(after?.timeline.length).toBe(evaluation.timeline.length);
	expect(after?.rumours.map(({ id, effect }) => [id, effect])).toEqual(
		evaluation.rumours.map(({ id, effect }) => [id, effect])
	);
});
