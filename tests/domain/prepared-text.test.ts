import { describe, expect, test } from 'vitest';
import { fillIn, momentWords, usePrepared } from '$lib/domain/prepared/filling-in';
import { confirmPlace, Place } from '$lib/domain/prepared/place';
import {
	FindingId,
	Moment,
	momentOf,
	PostId,
	PreparedTextId,
	PublicationId,
	ResponseId,
	TextId
} from '$lib/domain/core/ids';
import { describeIncident } from '$lib/domain/incident/incident';
import { rewordFinding } from '$lib/domain/findings/finding';
import { raiseNeed } from '$lib/domain/findings/need';
import { textState, wordingChecksum } from '$lib/domain/official-text/official-text';
import { approvePrepared, draftPrepared, retirePrepared, writePrepared } from '$lib/domain/prepared/prepared-text';
import { pauseText, publishText, withdrawText } from '$lib/domain/official-text/publication';
import { Refusal } from '$lib/domain/core/refusal';
import type { Actor } from '$lib/domain/core/role';
import { giveResponse, offeredAnswers } from '$lib/domain/official-text/response';
import { recordReading, lastVersionReadBy } from '$lib/domain/official-text/reading';
import { approveText } from '$lib/domain/official-text/approval';
import { draftText, submitText, writeText } from '$lib/domain/official-text/writing';
import { anna, bram, fresh, person } from './in-memory-incident';
import { TextWorkflow } from './texts';

const refusal = (act: () => unknown): string | null => {
	try {
		act();
	} catch (error) {
		if (error instanceof Refusal) return error.code;
		throw error;
	}
	return null;
};
const dirk = person('analyst', 'spokesperson');

class Plan extends TextWorkflow {
	readonly prepared = fresh(PreparedTextId);
	readonly filled = fresh(TextId);

	/** Written by Bram in quiet times. */
	prepare(words: Partial<Record<'website' | 'x', string>>, kind = 'holding', title = 'Brand'): this {
		const wordings = Object.entries(words).map(([channel, text]) => ({ channel, text }));
		this.when(draftPrepared, { id: this.prepared, kind, title, incidents: ['fire'], wordings }, bram);
		return this;
	}
	approvePrepared(channel: 'website' | 'x' = 'website', by = anna): this {
		const checksum = this.state.prepared
			.get(this.prepared)
			?.wordings.find((each) => each.channel === channel)?.checksum;
		this.when(approvePrepared, { prepared: this.prepared, channel, checksum }, by);
		return this;
	}
	fill(about: unknown = { kind: 'incident', finding: null }, by = bram, place = 'Zuiderpark'): this {
		this.when(usePrepared, { id: this.filled, prepared: this.prepared, about, facts: [], place, moment: null }, by);
		return this;
	}
	get made() {
		const found = this.state.texts.get(this.filled);
		if (!found) throw new Error('not filled in');
		return found;
	}
	out(channel: 'website' | 'x' = 'website'): this {
		const checksum = this.made.variants.find((each) => each.channel === channel)?.checksum;
		const publication = {
			text: this.filled,
			id: fresh(PublicationId),
			channel,
			checksum,
			where: 'Website',
			address: null,
			at: null
		};
		this.when(publishText, publication, bram);
		return this;
	}
}

describe('a prepared text', () => {
	test('that was approved in quiet times is published with only place and moment filled in', () => {
		const plan = new Plan()
			.prepare({ website: 'Brand in [plaats]. Om [tijd] weten we meer.', x: 'Brand in [plaats].' })
			.approvePrepared()
			.fill();
		expect(plan.made.variants.map(({ channel, text, approved }) => [channel, text, approved?.by ?? null])).toEqual([
			['website', 'Brand in Zuiderpark. Om 13.00 uur weten we meer.', anna.id],
			['x', 'Brand in Zuiderpark.', null]
		]);
		expect(textState(plan.out().made)).toBe('published');
		expect(refusal(() => plan.out('x'))).toBe('text.notApproved');
	});
	test('with one changed letter is a draft like any other', () => {
		const plan = new Plan().prepare({ website: 'Brand in [plaats].' }).approvePrepared().fill();
		const over = plan.made.variants[0]?.checksum;
		plan.when(writeText, { text: plan.filled, channel: 'website', words: 'Brand in Zuiderparc.', over }, bram);
		expect(refusal(() => plan.out())).toBe('text.notApproved');
		const back = wordingChecksum('website', 'Brand in Zuiderparc.');
		plan.when(writeText, { text: plan.filled, channel: 'website', words: 'Brand in Zuiderpark.', over: back }, bram);
		expect(refusal(() => plan.out())).toBe('text.notApproved');
	});
	test('must be approved by somebody other than its last editor, with a spokesperson among the two, also in quiet times', () => {
		const plan = new Plan().prepare({ website: 'Brand.' });
		expect(refusal(() => plan.approvePrepared('website', bram))).toBe('text.fourEyes');
		expect(refusal(() => plan.approvePrepared('website', person('analyst')))).toBe('text.noSpokesperson');
		plan.approvePrepared('website', dirk);
		const over = wordingChecksum('website', 'Brand.');
		plan.when(writePrepared, { prepared: plan.prepared, channel: 'website', words: 'Grote brand.', over }, dirk);
		expect(plan.fill().made.variants[0]?.approved).toBeNull();
	});
	test('that was retired can no longer be filled in', () => {
		const plan = new Plan().prepare({ website: 'Brand.' }).approvePrepared();
		plan.when(retirePrepared, { prepared: plan.prepared, why: 'Verouderd' }, anna);
		expect(refusal(() => plan.fill())).toBe('prepared.absent');
	});
	test('that is too long for its channel with this place is a draft', () => {
		const plan = new Plan()
			.prepare({ x: `${'a'.repeat(271)} [plaats]` })
			.approvePrepared('x')
			.fill();
		expect(plan.made.variants[0]).toMatchObject({ approved: null, submitted: null });
	});
	test('is a draft under another question than its own, and no longer stands when its question is reworded', () => {
		const plan = new Plan().prepare({ website: 'Ja.' }, 'answer', 'Is het water veilig?').approvePrepared();
		const need = fresh(FindingId);
		plan.when(raiseNeed, { id: need, text: 'Is het water vergiftigd?', offline: 'telefoon', seenIn: null }, dirk);
		plan.fill({ kind: 'need', finding: need });
		expect(plan.made).toMatchObject({ versions: [], variants: [{ approved: null, submitted: null }] });
		const own = new Plan().prepare({ website: 'Ja.' }, 'answer', 'Is het water veilig?').approvePrepared();
		own.when(raiseNeed, { id: need, text: 'Is het water veilig', offline: 'telefoon', seenIn: null }, dirk);
		own.fill({ kind: 'need', finding: need });
		const reword = (text: string) => own.when(rewordFinding, { kind: 'need', finding: need, text }, dirk);
		reword('Is het water vergiftigd?');
		expect(refusal(() => own.out())).toBe('text.basisChanged');
		reword('Is het water veilig');
		expect(refusal(() => own.out())).toBeNull();
	});
	test('used as an answer needs no fact as approved, but needs one after an edit', () => {
		const question = 'Waar vind ik nieuws?';
		const plan = new Plan().prepare({ website: 'Kijk op onze website.' }, 'answer', question).approvePrepared();
		const need = fresh(FindingId);
		plan.when(raiseNeed, { id: need, text: question, offline: 'telefoon', seenIn: null }, bram);
		plan.fill({ kind: 'need', finding: need }).out();
		expect(plan.state.needs.get(need)?.state).toBe('answered');
		const over = plan.made.variants[0]?.checksum;
		plan.when(writeText, { text: plan.filled, channel: 'website', words: 'Het water is veilig.', over }, bram);
		const variants = [{ channel: 'website', checksum: wordingChecksum('website', 'Het water is veilig.') }];
		expect(refusal(() => plan.when(submitText, { text: plan.filled, variants, requestedFrom: null }, bram))).toBe(
			'text.withoutFact'
		);
	});
	test('becomes a draft of the person who fills in an unknown place', () => {
		const plan = new Plan().prepare({ website: 'Brand in [plaats].' }).approvePrepared();
		plan.fill(undefined, bram, 'Zuid (evacueer NU naar de A12)');
		expect(plan.made).toMatchObject({
			versions: [],
			prepared: { checksums: [] },
			variants: [
				{ text: 'Brand in Zuid (evacueer NU naar de A12).', approved: null, submitted: null, edited: { by: bram.id } }
			]
		});
		expect(refusal(() => plan.out())).toBe('text.notApproved');
		const variants = plan.made.variants.map(({ channel, checksum }) => ({ channel, checksum }));
		plan.when(submitText, { text: plan.filled, variants, requestedFrom: null }, bram);
		expect(
			refusal(() => plan.when(approveText, { text: plan.filled, variants }, person('analyst', 'spokesperson')))
		).toBe(null);
	});
	test.each(['zuiderpark', 'Zuiderpark Zuiderpark', 'Zuiderpark, Waterveen', 'Waterveen Zuid', 'Brand'])(
		'is a draft with a place that only resembles a known one: %s',
		(place) => {
			const plan = new Plan().prepare({ website: 'Brand in [plaats].' }).approvePrepared().fill(undefined, bram, place);
			expect(plan.made.variants[0]?.approved).toBeNull();
		}
	);
	test.each(['opened', 'described by a colleague', 'described by the writer'])(
		'is a draft with a place that nobody confirmed, however the incident got it: %s',
		(how) => {
			const place = 'Zuid (evacueer NU)';
			const plan = new Plan(false, { place: how === 'opened' ? place : 'Waterveen' })
				.prepare({ website: 'Brand in [plaats].' })
				.approvePrepared();
			if (how !== 'opened')
				plan.when(describeIncident, { title: 'Brand', grip: 1, place }, how.endsWith('writer') ? bram : dirk);
			expect(plan.fill(undefined, bram, place).made).toMatchObject({
				variants: [{ approved: null }],
				prepared: { origin: { from: 'own' } }
			});
		}
	);
	test('stays approved with exactly the place that an independent person confirmed for this incident', () => {
		const filled = (confirmed: string, by: Actor, place = 'Waterveen') => {
			const plan = new Plan().prepare({ website: 'Brand in [plaats].' }).approvePrepared();
			plan.when(confirmPlace, { place: confirmed }, by);
			return plan.fill(undefined, bram, place).made;
		};
		const shared = { ...anna, eyes: [bram.id] };
		expect(filled('Waterveen', anna)).toMatchObject({
			variants: [{ approved: { by: anna.id } }],
			prepared: { origin: { from: 'confirmed', by: anna.id } }
		});
		expect(filled('Waterveen', shared).variants[0]?.approved).toBeNull();
		expect(filled('Waterveen', { ...bram, roles: ['coordinator'] }).variants[0]?.approved).toBeNull();
		expect(filled('waterveen', anna).variants[0]?.approved).toBeNull();
		expect(filled('Waterveen', anna, 'Waterveen Zuid').variants[0]?.approved).toBeNull();
		expect(refusal(() => filled('Waterveen', bram))).toBe('role.missing');
	});
	test('accepts a moment between the start of the incident and now, and keeps the original approval', () => {
		const plan = new Plan().prepare({ website: 'Om [tijd] in [plaats].' });
		const approvedAt = momentOf(plan.wall);
		plan.approvePrepared().later(30);
		const fill = (minutes: number | null) => () =>
			plan.when(
				usePrepared,
				{
					id: plan.filled,
					prepared: plan.prepared,
					about: { kind: 'incident', finding: null },
					facts: [],
					place: 'Zuiderpark',
					moment: minutes === null ? null : momentOf(plan.wall + minutes * 60_000)
				},
				bram
			);
		expect(refusal(fill(1))).toBe('prepared.moment');
		expect(refusal(fill(-24 * 60))).toBe('prepared.moment');
		fill(null)();
		expect(plan.made.variants[0]?.approved).toMatchObject({ at: approvedAt, since: momentOf(plan.wall) });
		// It cannot have been published before it was filled in.
		const [variant] = plan.made.variants;
		const out = { text: plan.filled, id: fresh(PublicationId), channel: 'website', checksum: variant?.checksum };
		const early = { ...out, where: 'Website', address: null, at: momentOf(plan.wall - 60_000) };
		expect(refusal(() => plan.when(publishText, early, bram))).toBe('text.moment');
	});
	test.each([
		'Zuiderpark',
		"'s-Gravenhage",
		'St. Jansplein',
		'Zuiderpark, Waterveen',
		'A12 (afrit 3)',
		'A12 hm 45.3',
		'J.F. Kennedylaan',
		'Sint-Oedenrode en Son'
	])('accepts a place: %s', (place) => {
		expect(Place.safeParse(place).success).toBe(true);
	});
	test.each([
		'',
		'Zuiderpark\nHet water is vergiftigd',
		'Zuiderpark. Drink het water niet',
		'Zuiderpark! Blijf binnen',
		'een hele zin van meer dan acht woorden is geen plaats',
		'https://elders.example',
		'elders.example',
		'Zuid (www.elders.example/nu)',
		'meld@elders.example',
		'Zuid, bel 06 12345678',
		'Zuid 088-123 45 67',
		'bel 14 020',
		'0800 1351',
		'Zuiderpark\n',
		'Zuider\u2028park',
		'[tijd]'
	])('does not accept a sentence, address or number as a place: %j', (place) =>
		expect(Place.safeParse(place).success).toBe(false)
	);
	test('shows the moment in Dutch local time', () => {
		expect(momentWords(Moment.parse('2026-07-01T12:03:00.000Z'))).toBe('14.03 uur');
		expect(fillIn('[plaats], [tijd], [plaats]', 'Buurt', Moment.parse('2026-11-20T12:03:00.000Z'))).toBe(
			'Buurt, 13.03 uur, Buurt'
		);
	});
});

describe('an answer under a post', () => {
	const post = fresh(PostId);
	const workflow = () => {
		const made = new TextWorkflow().draft({ x: 'Wij zoeken het uit.' }, bram, 'holding').submit();
		made.references = { ...made.references, posts: new Map([[post, { story: made.story() }]]) };
		return made;
	};
	const give = (at: TextWorkflow, more: object = {}) =>
		at.when(
			giveResponse,
			{ id: fresh(ResponseId), post, text: at.text, ...at.words('x')[0], initials: '^HH', ...more },
			bram
		);

	test('repeats approved words with the official’s initials, and is linked to the subject of the text', () => {
		const at = workflow();
		give(at.approve());
		expect([...at.state.responses.values()]).toMatchObject([
			{
				post,
				words: 'Wij zoeken het uit. ^HH',
				about: { kind: 'rumour', finding: at.rumour },
				by: bram.id,
				problem: null
			}
		]);
		expect(refusal(() => give(at, { post: fresh(PostId) }))).toBe('post.absent');
	});
	test('is recorded even when it was wrong, with the reason, by the words that were posted', () => {
		const at = workflow();
		give(at);
		at.approve();
		const posted = at.words('x')[0];
		at.when(pauseText, { text: at.text, why: 'klopt misschien niet' }, bram);
		give(at, posted);
		at.when(withdrawText, { text: at.text, why: 'klopt niet' }, bram);
		give(at, posted);
		const other = workflow().approve().write('x', 'Wij weten het nu.', bram);
		give(other, posted);
		expect([at, other].flatMap(({ state }) => [...state.responses.values()]).map((each) => each.problem)).toEqual([
			'text.notApproved',
			'text.paused',
			'text.withdrawn',
			'text.changed'
		]);
		expect([...other.state.responses.values()][0]?.words).toBe('Wij zoeken het uit. ^HH');
		expect(refusal(() => give(other, { checksum: wordingChecksum('x', 'Wij zeiden iets anders.') }))).toBe(
			'text.changed'
		);
	});
	test('is offered by finding, then by channel; outdated words come last, with the reason', () => {
		const at = workflow().approve();
		const offered = (platform = 'x', ...findings: FindingId[]) =>
			offeredAnswers(at.state, new Set(findings), platform).map(({ text, variant, problem }) => [
				text.id === at.text ? 'own' : 'other',
				variant.channel,
				problem
			]);
		const second = fresh(TextId);
		const wordings = (['x', 'website'] as const).map((channel) => ({ channel, text: 'Blijf weg.' }));
		const about = { kind: 'incident', finding: null };
		at.when(draftText, { id: second, kind: 'advice', about, corrects: null, facts: [], wordings }, bram);
		const variants = wordings.map(({ channel, text }) => ({ channel, checksum: wordingChecksum(channel, text) }));
		at.when(submitText, { text: second, variants, requestedFrom: null }, bram);
		at.when(approveText, { text: second, variants }, anna);
		expect(offered('website')).toEqual([
			['other', 'website', null],
			['other', 'x', null],
			['own', 'x', null]
		]);
		expect(offered('website', at.rumour)[0]).toEqual(['own', 'x', null]);
		at.when(pauseText, { text: at.text, why: 'even wachten' }, bram);
		expect(offered('x', at.rumour).at(-1)).toEqual(['own', 'x', 'text.paused']);
	});
	test('is refused when the initials make it too long', () => {
		const at = new TextWorkflow()
			.draft({ x: 'a'.repeat(278) }, bram, 'holding')
			.submit()
			.approve();
		at.references = { ...at.references, posts: new Map([[post, { story: at.story() }]]) };
		expect(refusal(() => give(at))).toBe('text.tooLong');
	});
});

test('words with an unfilled place or moment cannot be submitted in any way', () => {
	expect(
		fillIn('Blijf weg uit de omgeving van [plaats]. ([tijd])', null, Moment.parse('2026-11-20T13:03:00.000Z'))
	).toBe('Blijf weg uit de omgeving van [plaats]. (14.03 uur)');
	const workflow = new TextWorkflow().draft({ website: 'Blijf weg uit de omgeving van [plaats].' }, bram, 'advice');
	expect(refusal(() => workflow.submit())).toBe('text.placeOpen');
	const changed = [{ channel: 'website', words: 'Blijf weg. ([tijd])', over: workflow.words('website')[0]?.checksum }];
	const variants = [{ channel: 'website', checksum: wordingChecksum('website', 'Blijf weg. ([tijd])') }];
	expect(
		refusal(() => workflow.when(submitText, { text: workflow.text, variants, changed, requestedFrom: null }, bram))
	).toBe('text.placeOpen');
	workflow.write('website', 'Blijf weg uit de omgeving van de Havenweg.', bram).submit();
});

describe('unsaved edits that are submitted', () => {
	const website = (words: string) => ({ channel: 'website', checksum: wordingChecksum('website', words) });
	const handIn = (workflow: TextWorkflow, words: string, over: string, by = bram) =>
		workflow.when(
			submitText,
			{
				text: workflow.text,
				variants: [website(words)],
				changed: [{ channel: 'website', words, over: website(over).checksum }],
				requestedFrom: null
			},
			by
		);

	test('are saved and submitted in one step', () => {
		const workflow = new TextWorkflow().draft({ website: 'Eerst.' }, bram, 'holding');
		handIn(workflow, 'Zoals het op het scherm staat.', 'Eerst.', dirk);
		expect(workflow.row).toMatchObject({
			variants: [{ text: 'Zoals het op het scherm staat.', submitted: 1, edited: { by: dirk.id } }],
			versions: [{ wordings: [{ text: 'Zoals het op het scherm staat.' }] }]
		});
		expect(refusal(() => workflow.approve(dirk))).toBe('text.fourEyes');
	});
	test.each<[string, string, (workflow: TextWorkflow) => void]>([
		['text.changed', 'a colleague wrote meanwhile', (workflow) => workflow.write('website', 'Van een ander.', anna)],
		[
			'text.paused',
			'the text is paused',
			(workflow) => workflow.when(pauseText, { text: workflow.text, why: 'Wacht' }, anna)
		]
	])('are neither saved nor submitted when that is refused: %s, %s', (code, _, meanwhile) => {
		const workflow = new TextWorkflow().draft({ website: 'Eerst.' }, bram, 'holding');
		meanwhile(workflow);
		const before = workflow.log.length;
		expect(refusal(() => handIn(workflow, 'Op het scherm.', 'Eerst.'))).toBe(code);
		expect(workflow.log).toHaveLength(before);
	});
	test('must match the words that are submitted', () => {
		const workflow = new TextWorkflow().draft({ website: 'Eerst.' }, bram, 'holding');
		const changed = [{ channel: 'website', words: 'Op het scherm.', over: website('Eerst.').checksum }];
		const input = { text: workflow.text, variants: [website('Eerst.')], changed, requestedFrom: null };
		expect(refusal(() => workflow.when(submitText, input, bram))).toBe('text.changed');
	});
});

test('changes are shown since the version that this person knows: opened, or submitted themselves', () => {
	const workflow = new TextWorkflow().draft({ x: 'Eerst.' }, bram, 'holding').submit();
	expect(lastVersionReadBy(workflow.row, anna.id)).toBeNull();
	workflow.when(recordReading, { text: workflow.text, version: 1 }, anna);
	expect(lastVersionReadBy(workflow.row, anna.id)).toBeNull();
	workflow.write('x', 'Dan.', bram).submit().write('x', 'Nu.', bram).submit();
	expect(workflow.row.versions).toHaveLength(3);
	expect(lastVersionReadBy(workflow.row, anna.id)).toBe(1);
	// Opened again, it still shows what changed since: only a newer version resets that.
	workflow.when(recordReading, { text: workflow.text, version: 3 }, anna);
	expect(lastVersionReadBy(workflow.row, anna.id)).toBe(1);
	expect(lastVersionReadBy(workflow.row, bram.id)).toBe(2);
	workflow.write('x', 'Straks.', bram).submit();
	expect(lastVersionReadBy(workflow.row, anna.id)).toBe(3);
});
