import type { IncomingMessage, ServerResponse } from 'node:http';
import { localServer, type LocalServer } from './local-server';

interface Rule {
	readonly id: string;
	readonly value: string;
	readonly tag?: string;
}

/** X as far as the filtered stream goes: rules, one line, backfill, and its ways to say no. */
export class XServer {
	rules: Rule[] = [];
	readonly #lines = new Set<ServerResponse>();
	/** `backfill_minutes` of each stream request, null without it. */
	readonly backfills: (string | null)[] = [];
	/** Answers this to a line that is asked for. */
	refuses: { status: number; body: object } | null = null;
	/** Which rules are not right. */
	invalid = /^$/;
	backfillIncluded = true;
	#nth = 0;

	private constructor(readonly server: LocalServer) {}

	static async open(): Promise<XServer> {
		const made: { x?: XServer } = {};
		const server = await localServer((request, response) => void made.x?.answer(request, response));
		return (made.x = new XServer(server));
	}
	get origin(): string {
		return this.server.origin;
	}
	get listeners(): number {
		return this.#lines.size;
	}
	say(text: string, { includes, ...data }: Record<string, unknown> = {}): void {
		const post = {
			id: String(++this.#nth),
			text,
			author_id: '7',
			created_at: '2026-11-20T12:00:00.000Z',
			lang: 'nl',
			...data
		};
		this.send(
			JSON.stringify({
				data: post,
				includes: includes ?? {
					users: [{ id: '7', username: 'jan', name: 'Jan', public_metrics: { followers_count: 9 } }]
				}
			})
		);
	}
	send(line: string): void {
		this.write(`${line}\r\n`);
	}
	write(text: string): void {
		for (const response of this.#lines) response.write(text);
	}
	cut(): void {
		for (const response of this.#lines) response.destroy();
		this.#lines.clear();
	}
	async stop(): Promise<void> {
		this.cut();
		await this.server.stop();
	}

	private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = new URL(request.url ?? '/', this.origin);
		const json = (status: number, body: object): void => {
			response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
		};
		if (request.headers.authorization !== 'Bearer good') json(401, { title: 'Unauthorized' });
		else if (url.pathname.endsWith('/rules')) {
			let body = '';
			for await (const chunk of request) body += String(chunk);
			const { add = [], delete: removed } = (body === '' ? {} : JSON.parse(body)) as {
				add?: Omit<Rule, 'id'>[];
				delete?: { ids: string[] };
			};
			const good = add.filter(({ value }) => !this.invalid.test(value));
			this.rules = [
				...this.rules.filter(({ id }) => !removed?.ids.includes(id)),
				...good.map((rule) => ({ ...rule, id: `r${++this.#nth}` }))
			];
			if (request.method === 'GET') json(200, this.rules.length > 0 ? { data: this.rules } : { meta: {} });
			else json(add.length > 0 ? 201 : 200, { meta: { summary: { invalid: add.length - good.length } } });
		} else if (this.refuses) json(this.refuses.status, this.refuses.body);
		else {
			const backfill = url.searchParams.get('backfill_minutes');
			this.backfills.push(backfill);
			if (backfill !== null && !this.backfillIncluded) json(400, { title: 'Invalid Request' });
			else {
				response.writeHead(200, { 'content-type': 'application/json' }).write('\r\n');
				this.#lines.add(response);
				response.once('close', () => this.#lines.delete(response));
			}
		}
	}
}
