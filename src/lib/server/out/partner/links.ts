import { createHash, timingSafeEqual } from 'node:crypto';
import type { Sql } from 'postgres';
import { momentOf, ShareLinkId, type IncidentId } from '$lib/domain/core/ids';
import { isValid, type LinkKind, type ShareLink, reportLinks } from '$lib/domain/report/share-link';
import type { ReadState } from '$lib/domain/core/state';
import type { Logs } from '$lib/server/log/logs';
import { log as logger } from '$lib/server/platform/operations/logger';

/** A link that is valid now for its incident's reports. */
export interface OpenLink {
	readonly incident: IncidentId;
	readonly state: ReadState;
	readonly link: Readonly<ShareLink>;
}
/** How often a link was used, as far as this process has stored it. */
interface LinkViews {
	readonly views: number;
	readonly lastSeen: string;
}

/** Counters are written at most this often, in milliseconds. */
const WRITE_INTERVAL_MS = 10_000;

/** Share links, from the logs' state in memory: a reader needs no query, and revocation takes effect at once. */
export class Links {
	readonly #incidents = new Map<ShareLinkId, IncidentId>();
	readonly #seen = new Map<ShareLinkId, { incident: IncidentId; views: number; lastSeen: Date }>();
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
	 * another kind, in the same time.
	 */
	open(id: string | undefined, secret: string | undefined, kinds: readonly LinkKind[] = ['reports']): OpenLink | null {
		const parsed = ShareLinkId.safeParse(id);
		const openLink = parsed.success ? this.#find(parsed.data) : null;
		const secretHash = createHash('sha256')
			.update(secret ?? '')
			.digest();
		const storedHash = openLink ? Buffer.from(openLink.link.hash, 'hex') : Buffer.alloc(32);
		const isSecretRight = timingSafeEqual(secretHash, storedHash);
		const isOfKind = openLink !== null && kinds.includes(openLink.link.kind);
		return isOfKind && isSecretRight && isValid(openLink.link, momentOf(Date.now())) ? openLink : null;
	}

	#find(id: ShareLinkId): OpenLink | null {
		const cached = this.#incidents.get(id);
		for (const incident of cached ? [cached] : this.logs.incidents()) {
			const state = this.logs.state(incident);
			const link = state?.shareLinks.get(id);
			if (!state || !link) continue;
			this.#incidents.set(id, incident);
			return { incident, state, link };
		}
		return null;
	}

	/** The incident of a link that was used here before; null for others, whatever they are. */
	incidentOf(id: string | undefined): IncidentId | null {
		const parsed = ShareLinkId.safeParse(id);
		return (parsed.success && this.#incidents.get(parsed.data)) || null;
	}

	/** Counts that a report was opened by this link. */
	see(incident: IncidentId, link: ShareLinkId): void {
		const previous = this.#seen.get(link);
		this.#seen.set(link, { incident, views: (previous?.views ?? 0) + 1, lastSeen: new Date() });
	}

	/** How often each link of an incident was used. */
	async views(incident: IncidentId): Promise<Map<ShareLinkId, LinkViews>> {
		const rows = await this.sql<{ link_id: string; views: number; last_seen: Date }[]>`
			select link_id, views, last_seen from share_link_view where incident_id = ${incident}`;
		const all = new Map(
			rows.map((row): [ShareLinkId, LinkViews] => [
				ShareLinkId.parse(row.link_id),
				{ views: row.views, lastSeen: row.last_seen.toISOString() }
			])
		);
		for (const [id, { incident: own, views, lastSeen }] of this.#seen)
			if (own === incident) all.set(id, { views: (all.get(id)?.views ?? 0) + views, lastSeen: lastSeen.toISOString() });
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
		for (const [id, { incident, views, lastSeen }] of counted)
			try {
				await this.sql`
					insert into share_link_view as v (incident_id, link_id, views, last_seen) values (${incident}, ${id}, ${views}, ${lastSeen})
					on conflict (incident_id, link_id) do update
					set views = v.views + excluded.views, last_seen = greatest(v.last_seen, excluded.last_seen)`;
			} catch (error) {
				const since = this.#seen.get(id);
				this.#seen.set(id, { incident, views: views + (since?.views ?? 0), lastSeen: since?.lastSeen ?? lastSeen });
				logger.warn(
					{ action: 'count', object: 'views', result: 'failed', error: String(error) },
					'views of links could not be written'
				);
			}
	}
}
