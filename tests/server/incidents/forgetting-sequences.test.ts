import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AgreementId, CommandId, INSTALLATION, QuoteId, type IncidentId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import { backUp } from '$lib/server/records/backup/backup';
import { FORGOTTEN, keepForgotten } from '$lib/server/records/backup/forgotten';
import { restore } from '$lib/server/records/backup/restore';
import { verifyLog } from '$lib/server/log/verify';
import { carla, fresh, person, system } from '../../domain/in-memory-incident';
import { runs } from '../../long';
import { emptyDatabase, freshDatabase, type FreshDatabase } from '../database';
import { IncidentFixture } from '../report/incident-fixture';
import { storedWords } from '../stored-words';

/** Each leads to a person, but for the two words: those only go with their posts. */
const canaries = {
	word: 'zawoordvantruus',
	text: 'zbtekst@post.example',
	edited: 'zcbewerkt@post.example',
	handle: 'zdhandle_truus',
	name: 'Zevoornaam Zeachternaam',
	address: 'https://zfadres.example/1',
	quote: 'zgcitaatwoord',
	deleted: 'zhweg@post.example',
	agreement: 'ziafspraak@post.example'
};
type Canary = keyof typeof canaries;
const plainWords: readonly Canary[] = ['word', 'quote'];
const ofTruus: readonly Canary[] = ['word', 'text', 'edited', 'handle', 'name', 'address', 'quote'];

const steps = [
	'deliver',
	'edit',
	'delete',
	'term',
	'reopen',
	'hold',
	'endHold',
	'forget',
	'redact',
	'backUp',
	'restore'
] as const;
type Step = (typeof steps)[number];

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'voelspriet-sequences-'));
	writeFileSync(join(folder, 'secret'), 's'.repeat(64));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The canaries in the tables and the search index. Statistics are renewed by masking, and whenever PostgreSQL likes. */
async function storedIn({ sql }: Pick<FreshDatabase, 'sql'>): Promise<Set<Canary>> {
	const found = Object.entries(await storedWords(sql, canaries));
	const stored = found.filter(([, where]) => where.some((table) => table !== 'statistics')).map(([name]) => name);
	return new Set((Object.keys(canaries) as Canary[]).filter((name) => stored.includes(name)));
}
/** What nothing may ever take away. */
async function lasting({ sql }: Pick<FreshDatabase, 'sql'>, incident: IncidentId): Promise<unknown> {
	const [row] = await sql`
		select (select count(*) from post)::int as posts, (select count(distinct author) from post)::int as authors,
			(select count(*) from story)::int as stories, (select sum(posts) from story_count)::int as counted,
			(select count(*) from story_link)::int as links, (select count(*) from event where data->>'text' = 'Is het water veilig?')::int as needs,
			(select string_agg(content::text || html_nl, '' order by number) from report_version) as reports`;
	expect(await verifyLog(sql, incident)).toMatchObject({ ok: true });
	return row;
}

/** One installation from an empty database on, with what each step does to it. */
class Installation {
	readonly backups: { readonly file: string; readonly stored: ReadonlySet<Canary> }[] = [];
	readonly #posts;
	readonly #dataDir = mkdtempSync(join(folder, 'data-'));

	private constructor(
		readonly database: FreshDatabase,
		readonly fixture: IncidentFixture
	) {
		// What is named has to be there, also where nothing was forgotten yet.
		writeFileSync(join(this.#dataDir, FORGOTTEN), '{}');
		const author = { externalId: 'truus', handle: canaries.handle, name: canaries.name, followers: 4 };
		const original = fixture.post('mastodon', `water; ${canaries.word}, mail ${canaries.text}`, 10, {
			author,
			url: canaries.address
		});
		const shared = fixture.post('mastodon', original.text, 12, { shares: original.externalId });
		this.#posts = { said: original, shared, deleted: fixture.post('x', `school; mail ${canaries.deleted}`, 14) };
	}

	static async begin(): Promise<Installation> {
		const database = await freshDatabase();
		const fixture = await IncidentFixture.begin(database);
		const made = new Installation(database, fixture);
		const administrator = person('administrator');
		const install = (type: string, input: unknown, by = administrator) =>
			fixture.executor.execute(INSTALLATION, { id: fresh(CommandId), type, input }, by, null);
		await install('installation.setUp', { organisation: 'Waterveen', administrator: administrator.id }, system);
		await install('installation.setRetention', { days: 0 });
		await made.do('deliver');
		await fixture.raise('need.raise', 'Is het water veilig?', 'water');
		await fixture.write('brief', 'Mensen vragen of het water veilig is.');
		await fixture.write('counterSignals', '', { noneFound: true });
		await fixture.release(40);
		const [post] = await fixture.postsOf(await fixture.story('water'));
		await fixture.send('quote.choose', { id: fresh(QuoteId), post, text: canaries.quote, speaker: 'een bewoner' });
		await fixture.send('agreement.make', { id: fresh(AgreementId), text: `Mail ${canaries.agreement}` });
		return made;
	}
	async end(): Promise<void> {
		await this.fixture.stop();
		await this.database.drop();
	}

	get incident() {
		const found = this.fixture.logs.state(this.fixture.incident)?.incident;
		if (!found) throw new Error('not followed');
		return found;
	}

	/** @returns whether it was done: the rules refuse what does not apply now */
	async do(step: Step): Promise<boolean> {
		try {
			await this.#do(step);
			return true;
		} catch (error) {
			if (error instanceof Refusal) return false;
			throw error;
		}
	}
	async #do(step: Step): Promise<unknown> {
		const { fixture } = this;
		const { said: original, shared, deleted } = this.#posts;
		const close = () => fixture.send('incident.close', {}, carla);
		const reopen = () => fixture.send('incident.reopen', { why: 'Nog iets' }, carla);
		switch (step) {
			case 'deliver':
				await fixture.deliver(original, deleted);
				return fixture.deliver(shared);
			case 'edit':
				return fixture.deliver({ ...original, text: `water; mail ${canaries.edited}` });
			case 'delete':
				return fixture.deliver({ ...deleted, deleted: true });
			case 'term':
				// Closed after the last hold: the term of no days is over at once.
				if (this.incident.closed) await reopen();
				await close();
				await fixture.pass(7);
				return fixture.retention().check();
			case 'reopen':
				return reopen();
			case 'hold':
				return fixture.send('incident.hold', { why: 'Een rechter' }, carla);
			case 'endHold':
				return fixture.send('incident.endHold', { why: 'Voorbij' }, carla);
			case 'forget': {
				const [row] = await this.database.sql<
					{ author: number }[]
				>`select author from post where text like 'water;%' or forgotten order by at limit 1`;
				return fixture.send('author.forget', { author: row?.author ?? 1, why: 'Een verzoek' }, carla);
			}
			case 'redact': {
				const [row] = await this.database.sql<{ seq: number }[]>`select seq from event where type = 'agreement.made'`;
				const redact = { numbers: [row?.seq], why: 'Een rechter' };
				const { from: request } = await fixture.send('log.redact', redact, carla);
				return fixture.send('log.confirmRedaction', { request }, person('coordinator'));
			}
			case 'backUp': {
				const to = join(folder, `${this.#dataDir.slice(-6)}-${String(this.backups.length)}.zip`);
				// It is restored long after the terms that pass here meanwhile.
				await this.#moveHead(400);
				const { file } = await backUp(this.database.url, to, { dataDir: folder });
				await this.#moveHead(-400);
				return this.backups.push({ file, stored: await storedIn(this.database) });
			}
			case 'restore':
				return;
		}
	}

	/** The database lets nobody move the clock of a log. */
	#moveHead(days: number): Promise<unknown> {
		return this.database.sql.begin(async (tx) => {
			await tx`set local session_replication_role = replica`;
			await tx`update log set head_at = head_at + ${days} * interval '1 day' where id = ${this.fixture.incident}`;
		});
	}

	/** Restores a back-up on another machine, with the list of what this one forgot. */
	async restored(file: string): Promise<{ stored: ReadonlySet<Canary>; lasting: unknown }> {
		await keepForgotten(this.database.sql, this.#dataDir);
		const there = await emptyDatabase();
		try {
			await restore(
				there.url,
				file,
				{ dataDir: mkdtempSync(join(folder, 'machine-')) },
				join(this.#dataDir, FORGOTTEN)
			);
			return { stored: await storedIn(there), lasting: await lasting(there, this.fixture.incident) };
		} finally {
			await there.drop();
		}
	}
}

const minus = (one: ReadonlySet<Canary>, other: ReadonlySet<Canary>): Canary[] =>
	[...one].filter((each) => !other.has(each));

test('no sequence of retention, hold, redaction, a person’s request and restore brings back what was forgotten or loses what must stay', async () => {
	const reached = new Set<string>();
	await fc.assert(
		fc.asyncProperty(fc.array(fc.constantFrom(...steps), { minLength: 6, maxLength: 14 }), async (sequence) => {
			const all = await Installation.begin();
			try {
				const must = await lasting(all.database, all.fixture.incident);
				const gone = new Set<Canary>();
				let before = await storedIn(all.database);
				for (const step of sequence) {
					const isHeld = all.incident.hold !== null;
					const isDone = await all.do(step);
					const stored = await storedIn(all.database);
					const label = `${step} of ${sequence.join(' ')}`;
					if (isDone && stored.size < before.size) reached.add(step);

					expect(
						[...stored].filter((each) => gone.has(each)),
						`brought back by ${label}`
					).toEqual([]);
					expect(await lasting(all.database, all.fixture.incident), label).toEqual(must);
					if (isHeld && step !== 'redact') expect(minus(before, stored), `lost under a hold by ${label}`).toEqual([]);
					if (isHeld && step === 'term') reached.add('held');
					if (!isHeld && step === 'term')
						expect(
							[...stored].every((each) => plainWords.includes(each)),
							label
						).toBe(true);
					if (!isHeld && step === 'forget')
						expect(
							ofTruus.filter((each) => stored.has(each)),
							label
						).toEqual([]);
					for (const each of minus(before, stored)) gone.add(each);
					before = stored;

					const backup = all.backups.at(0);
					if (step !== 'restore' || !backup) continue;
					const there = await all.restored(backup.file);
					if (there.stored.size < backup.stored.size) reached.add('restore');
					expect([...there.stored].sort(), label).toEqual(minus(backup.stored, gone).sort());
					expect(there.lasting, label).toEqual(must);
				}
			} finally {
				await all.end();
			}
		}),
		{
			// The two that are written out, and drawn ones.
			numRuns: runs(3, 6),
			examples: [
				[
					[
						'backUp',
						'edit',
						'hold',
						'term',
						'forget',
						'endHold',
						'forget',
						'deliver',
						'edit',
						'restore',
						'redact',
						'restore'
					]
				],
				[
					[
						'edit',
						'delete',
						'backUp',
						'term',
						'reopen',
						'deliver',
						'edit',
						'hold',
						'restore',
						'term',
						'forget',
						'endHold'
					]
				]
			]
		}
	);
	expect([...reached].sort()).toEqual(['forget', 'held', 'redact', 'restore', 'term']);
}, 300_000);
