import { createHash, timingSafeEqual } from 'node:crypto';
import type { Sql } from '$lib/server/platform/driver/sql';
import { inIncident, momentOf, ShareLinkId, type IncidentId, type InIncident, type Moment } from '$lib/domain/core/ids';
import { isValid, type LinkKind, type ShareLink, reportLinks } from '$lib/domain/report/share-link';
import type { ReadState } from '$lib/domain/core/state';
import { onIncidentClock } from '$lib/server/log/clocks';
import type { Logs } from '$lib/server/log/logs';
import { log as logger } from '$lib/server/platform/operations/logger';

/** A link that is valid now for its incident's reports. */
export interface OpenLink {
	readonly incident: IncidentId;
	readonly state: ReadState;
	readonly link: Readonly<ShareLink>;
}
/** The secret that a reader has for the link of this incident: `secret`, or `moment.secret` with when it was last used. */
type SecretOf = (incident: IncidentId) => string | undefined;
/** How often the report was opened by a link, and when there was a sign of a person, on the incident's clock. */
interface LinkViews {
	readonly views: number;
	readonly lastSeen: Moment;
	readonly lastRead: Moment | null;
}
/** What was counted and is not stored yet. */
interface Counted {
	readonly incident: IncidentId;
	readonly link: ShareLinkId;
	readonly views: number;
	readonly lastSeen: Date;
	readonly lastRead: Date | null;
}

/** Counters are written at most this often, in milliseconds. */
const WRITE_INTERVAL_MS = 10_000;

/** Share links, from the logs' state in memory: a reader needs no query, and revocation takes effect at once. */
export class Links {
	readonly #seen = new Map<InIncident<ShareLinkId>, Counted>();
	#timer: NodeJS.Timeout | undefined;

	constructor(
		readonly sql: Sql,
		readonly logs: Logs
	) {}

	start(): void {
		this.#timer = setInterval(() => void this.write(), WRITE_INTERVAL_MS);
	}
	async stop(): Promise<void> {
		clearInterval(this.#timer);
		await this.write();
	}

	/**
	 * What the link opens, given its secret; null for a guessed, altered, expired or revoked one alike, and for one of
	 * another kind. Of several with this id the secret decides; who has more than one secret gets the one used last.
	 */
	open(id: string | undefined, secretOf: SecretOf, kinds: readonly LinkKind[] = ['reports']): OpenLink | null {
		const now = momentOf(Date.now());
		let opened: { readonly found: OpenLink; readonly at: number } | null = null;
		for (const found of this.#all(id)) {
			const [secret = '', at = '0'] = (secretOf(found.incident) ?? '').split('.').reverse();
			const hash = createHash('sha256').update(secret).digest();
			const isRight = timingSafeEqual(hash, Buffer.from(found.link.hash, 'hex'));
			if (!isRight || !kinds.includes(found.link.kind) || !isValid(found.link, now)) continue;
			if (!opened || Number(at) > opened.at) opened = { found, at: Number(at) };
		}
		return opened?.found ?? null;
	}

	/** All with this id: clients choose it, so another incident may have the same one. */
	#all(id: string | undefined): OpenLink[] {
		const link = ShareLinkId.safeParse(id).data;
		if (!link) return [];
		return this.logs.incidents().flatMap((incident) => {
			const state = this.logs.state(incident);
			const found = state?.shareLinks.get(link);
			return state && found ? [{ incident, state, link: found }] : [];
		});
	}

	/** The incidents with a link of this id of which the reader has a secret, right or wrong. */
	incidentsOf(id: string | undefined, secretOf: SecretOf): IncidentId[] {
		return this.#all(id).flatMap(({ incident }) => (secretOf(incident) === undefined ? [] : incident));
	}

	/** Counts that a report was opened by this link: by a person, or by what follows links in mail and chats. */
	see(incident: IncidentId, link: ShareLinkId): void {
		const before = this.#seen.get(inIncident(incident, link));
		this.#count({
			incident,
			link,
			views: (before?.views ?? 0) + 1,
			lastSeen: new Date(),
			lastRead: before?.lastRead ?? null
		});
	}

	/** Notes that a person read by this link. */
	read(incident: IncidentId, link: ShareLinkId): void {
		const [before, now] = [this.#seen.get(inIncident(incident, link)), new Date()];
		this.#count({ incident, link, views: before?.views ?? 0, lastSeen: now, lastRead: now });
	}

	#count(counted: Counted): void {
		this.#seen.set(inIncident(counted.incident, counted.link), counted);
	}

	/** How often each link of an incident was used. */
	async views(incident: IncidentId): Promise<Map<ShareLinkId, LinkViews>> {
		const state = this.logs.state(incident) ?? null;
		const [shown, rows] = await Promise.all([
			onIncidentClock(this.sql, incident, state),
			this.sql<{ link_id: string; views: number; last_seen: Date; last_read: Date | null }[]>`
				select link_id, views, last_seen, last_read from share_link_view where incident_id = ${incident}`
		]);
		const stored = rows.map(({ link_id, views, last_seen, last_read }): Counted => ({
			incident,
			link: ShareLinkId.parse(link_id),
			views,
			lastSeen: last_seen,
			lastRead: last_read
		}));
		const all = new Map<ShareLinkId, LinkViews>();
		for (const { incident: own, link, views, lastSeen, lastRead } of [...stored, ...this.#seen.values()]) {
			if (own !== incident) continue;
			const before = all.get(link);
			all.set(link, {
				views: (before?.views ?? 0) + views,
				lastSeen: shown(momentOf(lastSeen.getTime())),
				lastRead: lastRead ? shown(momentOf(lastRead.getTime())) : (before?.lastRead ?? null)
			});
		}
		return all;
	}

	/** The links to the reports of an incident, with their use, and whether their maker is suspended. */
	async listed(incident: IncidentId) {
		const views = await this.views(incident);
		const state = this.logs.state(incident);
		return (state ? reportLinks(state) : []).map((link) => ({
			...link,
			used: views.get(link.id) ?? null,
			bySuspended: this.logs.installation.people.get(link.made.by)?.suspended === true
		}));
	}

	/** Stores the counts since the last call; what cannot be written waits for the next call. */
	async write(): Promise<void> {
		const counted = [...this.#seen];
		this.#seen.clear();
		for (const [key, { incident, link, views, lastSeen, lastRead }] of counted)
			try {
				await this.sql`
					insert into share_link_view as v (incident_id, link_id, views, last_seen, last_read)
					values (${incident}, ${link}, ${views}, ${lastSeen}, ${lastRead})
					on conflict (incident_id, link_id) do update set views = v.views + excluded.views,
						last_seen = greatest(v.last_seen, excluded.last_seen), last_read = greatest(v.last_read, excluded.last_read)`;
			} catch (error) {
				const since = this.#seen.get(key);
				this.#count({
					incident,
					link,
					views: views + (since?.views ?? 0),
					lastSeen: since?.lastSeen ?? lastSeen,
					lastRead: since?.lastRead ?? lastRead
				});
				logger.warn(
					{ action: 'count', object: 'views', result: 'failed', error: String(error) },
					'views of links could not be written'
				);
			}
	}
}
