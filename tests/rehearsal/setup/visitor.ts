import { newId } from '$lib/domain/core/new-id';

interface PageResponse {
	readonly status: number;
	readonly text: string;
	readonly location: string | null;
}

/** Somebody with a browser of their own, who reads pages, sends forms and gives commands. */
export class Visitor {
	readonly #cookies = new Map<string, string>();

	constructor(
		readonly name: string,
		readonly base: () => string
	) {}

	get cookie(): string {
		return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	}
	/** For a browser that this visitor opens. */
	get cookies(): { name: string; value: string; url: string }[] {
		return [...this.#cookies].map(([name, value]) => ({ name, value, url: this.base() }));
	}

	/** Sends a request, again after a while when the answer is 429. */
	async ask(
		path: string,
		init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {}
	): Promise<PageResponse> {
		for (;;) {
			const response = await fetch(new URL(path, this.base()), {
				redirect: 'manual',
				...init,
				headers: { accept: 'text/html', origin: this.base(), cookie: this.cookie, ...init.headers }
			});
			for (const line of response.headers.getSetCookie()) {
				const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
				if (/;\s*max-age=0/i.test(line)) this.#cookies.delete(name);
				else this.#cookies.set(name, value);
			}
			const text = await response.text();
			if (response.status !== 429) return { status: response.status, text, location: response.headers.get('location') };
			await new Promise((done) => setTimeout(done, Number(response.headers.get('retry-after') ?? 1) * 1000));
		}
	}
	/** @throws when the status is not 200 */
	async read(path: string): Promise<string> {
		const { status, text } = await this.ask(path);
		if (status !== 200) throw new Error(`${this.name} gets ${String(status)} from ${path}`);
		return text;
	}
	async json<T>(path: string): Promise<T> {
		const { status, text } = await this.ask(path, { headers: { accept: 'application/json' } });
		if (status !== 200) throw new Error(`${this.name} gets ${String(status)} from ${path}: ${text}`);
		return JSON.parse(text) as T;
	}
	/** Sends a form as a browser without scripts does. @throws when it is refused */
	async send(path: string, fields: Readonly<Record<string, string>>): Promise<PageResponse> {
		const answer = await this.ask(path, { method: 'POST', body: new URLSearchParams(fields) });
		if (answer.status >= 400)
			throw new Error(`${path} of ${this.name}: ${String(answer.status)} ${wordsOf(answer.text)}`);
		return answer;
	}
	/** Gives a command, in an incident or with null in the installation. @throws when it is refused */
	async give(incident: string | null, type: string, input: unknown): Promise<void> {
		const log = incident === null ? 'installation' : `incidents/${incident}`;
		const { status, text } = await this.ask(`/api/v1/${log}/commands`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', accept: 'application/json' },
			body: JSON.stringify({ id: newId(), type, input })
		});
		if (status !== 200) throw new Error(`${type} of ${this.name}: ${String(status)} ${text}`);
	}
}

/** The text of a page, for the error of a failing test. */
const wordsOf = (html: string): string =>
	html
		.replaceAll(/<(script|style)[\s\S]*?<\/\1>|<[^>]+>/g, ' ')
		.replaceAll(/\s+/g, ' ')
		.slice(0, 600);
