import type { IncomingMessage, ServerResponse } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { localServer, type LocalServer } from './local-server';

/** A post on the server, with the timelines in which it appears: `hashtag:brand`, `public:local`. */
export interface ServerPost {
	readonly id: string;
	readonly text: string;
	readonly timelines: readonly string[];
	readonly status: object;
}
interface Subscribed {
	readonly socket: WebSocket;
	readonly timelines: Set<string>;
}

/** Moments are numbers, as Mastodon's own ids: milliseconds above sixteen bits. */
const idAt = (at: number, nth: number): string => String((BigInt(at) << 16n) + BigInt(nth));

/**
 * A Mastodon server that speaks the real protocol, and misbehaves on request: closed timelines, 429s, cuts, nonsense.
 */
export class MastodonServer {
	readonly posts: ServerPost[] = [];
	readonly #listening = new Set<Subscribed>();
	#nth = 0;
	/** Answers this status to everything over REST, with these headers. */
	refuses: { status: number; headers?: Record<string, string> } | null = null;
	access: object | undefined;
	/** Accepts every connection and sends nothing. */
	silent = false;
	/** Shuts the line as soon as it is opened. */
	cutsAtOnce = false;
	token = 'good';
	/** The address of its stream; this server by default. */
	streaming: string | null = null;
	/** Gives several statuses in one answer, as from 4.3 on. */
	lists = true;
	/** Answers this status to questions after posts, when given. */
	saysOfPosts: number | null = null;
	/** The ids that were asked for one by one. */
	readonly askedSingly: string[] = [];

	private constructor(readonly server: LocalServer) {}

	static async open(): Promise<MastodonServer> {
		const made: { mastodon?: MastodonServer } = {};
		const server = await localServer((request, response) => made.mastodon?.answer(request, response));
		const mastodon = (made.mastodon = new MastodonServer(server));
		const sockets = new WebSocketServer({ noServer: true });
		server.onUpgrade((request, socket, head) => {
			if (request.headers.authorization !== `Bearer ${mastodon.token}`) {
				socket.end('HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
				return;
			}
			sockets.handleUpgrade(request, socket, head, (opened) => mastodon.listen(opened));
		});
		return mastodon;
	}

	get origin(): string {
		return this.server.origin;
	}

	/** A person posts something; listeners receive it, unless the line is `deaf` at that moment. */
	say(
		text: string,
		{
			timelines = ['public:local'],
			at = Date.now(),
			deaf = false,
			...more
		}: Partial<ServerPost> & { at?: number; deaf?: boolean; reblog?: object } = {}
	): ServerPost {
		const id = idAt(at, ++this.#nth);
		const status = {
			id,
			content: `<p>${text}</p>`,
			created_at: new Date(at).toISOString(),
			visibility: 'public',
			url: `https://proef.example/@jan/${id}`,
			language: 'nl',
			account: { acct: 'jan', display_name: 'Jan', followers_count: 12 },
			reblog: null,
			...more.status,
			...(more.reblog && { reblog: more.reblog })
		};
		const post = { id, text, timelines, status };
		this.posts.push(post);
		if (!deaf) for (const timeline of timelines) this.tell('update', JSON.stringify(status), timeline);
		return post;
	}
	edit(post: ServerPost, text: string, { deaf = false } = {}): void {
		Object.assign(post.status, { content: `<p>${text}</p>` });
		if (!deaf) for (const timeline of post.timelines) this.tell('status.update', JSON.stringify(post.status), timeline);
	}
	remove({ id, timelines }: ServerPost, { deaf = false } = {}): void {
		const at = this.posts.findIndex((each) => each.id === id);
		if (at >= 0) this.posts.splice(at, 1);
		if (!deaf) for (const timeline of timelines) this.tell('delete', id, timeline);
	}
	tell(event: string, payload: string, timeline = 'public:local'): void {
		const stream = timeline.startsWith('hashtag:') ? ['hashtag', timeline.slice(8)] : [timeline];
		this.send(JSON.stringify({ stream, event, payload }), timeline);
	}
	send(frame: string, timeline: string): void {
		for (const { socket, timelines } of this.#listening) if (timelines.has(timeline)) socket.send(frame);
	}
	cut(): void {
		for (const { socket } of this.#listening) socket.terminate();
		this.#listening.clear();
	}
	get listeners(): number {
		return this.#listening.size;
	}
	/** What is followed now. */
	get followed(): string[] {
		return [...this.#listening].flatMap(({ timelines }) => [...timelines]).sort();
	}
	async stop(): Promise<void> {
		this.cut();
		await this.server.stop();
	}

	private listen(socket: WebSocket): void {
		if (this.cutsAtOnce) {
			socket.terminate();
			return;
		}
		const subscribed: Subscribed = { socket, timelines: new Set() };
		this.#listening.add(subscribed);
		socket.on('close', () => this.#listening.delete(subscribed));
		socket.on('message', (data: Buffer) => {
			const { stream, tag } = JSON.parse(data.toString()) as { stream: string; tag?: string };
			subscribed.timelines.add(tag === undefined ? stream : `${stream}:${tag}`);
		});
	}

	private answer(request: IncomingMessage, response: ServerResponse): void {
		const url = new URL(request.url ?? '/', this.origin);
		const json = (status: number, body: unknown, headers: Record<string, string> = {}): void => {
			response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
		};
		if (this.silent) return;
		if (this.refuses) {
			json(this.refuses.status, { error: 'no' }, this.refuses.headers);
			return;
		}
		if (request.headers.authorization !== `Bearer ${this.token}`) {
			json(401, { error: 'The access token is invalid' });
			return;
		}
		if (url.pathname === '/api/v2/instance') {
			json(200, {
				domain: 'proef.example',
				configuration: {
					urls: { streaming: this.streaming ?? this.origin.replace('http', 'ws') },
					timelines_access: this.access
				}
			});
			return;
		}
		if (this.saysOfPosts !== null && url.pathname.startsWith('/api/v1/statuses')) {
			json(this.saysOfPosts, {});
			return;
		}
		if (url.pathname === '/api/v1/statuses') {
			const ids = url.searchParams.getAll('id[]');
			if (!this.lists) json(404, { error: 'Not Found' });
			else if (ids.length > 20) json(422, { error: 'Validation failed' });
			else json(200, this.posts.flatMap(({ id, status }) => (ids.includes(id) ? [status] : [])).reverse());
			return;
		}
		const single = /^\/api\/v1\/statuses\/(.+)$/.exec(url.pathname)?.[1];
		if (single !== undefined) {
			this.askedSingly.push(single);
			const post = this.posts.find(({ id }) => id === single);
			if (post) json(200, post.status);
			else json(404, { error: 'Record not found' });
			return;
		}
		const tag = /^\/api\/v1\/timelines\/tag\/(.+)$/.exec(url.pathname)?.[1];
		const timeline = tag === undefined ? 'public:local' : `hashtag:${decodeURIComponent(tag)}`;
		const after = url.searchParams.get('min_id');
		const limit = Number(url.searchParams.get('limit') ?? 20);
		const all = this.posts
			.filter(({ timelines }) => timelines.includes(timeline))
			.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
		// The first after `min_id`, or the newest; always newest first.
		const page =
			after === null ? all.slice(-limit) : all.filter(({ id }) => BigInt(id) > BigInt(after)).slice(0, limit);
		json(
			200,
			page.reverse().map(({ status }) => status)
		);
	}
}
