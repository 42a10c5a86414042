import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Received {
	readonly path: string;
	readonly authorization: string | undefined;
	readonly body: string;
}
type Behaviour = (response: ServerResponse, received: Received) => void;

/** A server that speaks the chat form of OpenAI, on this machine, and does what the test says. */
export class ChatServer {
	readonly received: Received[] = [];
	behave: Behaviour = says('Hallo');

	private constructor(readonly http: Server) {}

	static async start(): Promise<ChatServer> {
		const http = createServer();
		const server = new ChatServer(http);
		http.on('request', (request, response) => {
			let body = '';
			request.setEncoding('utf8');
			request.on('data', (piece: string) => (body += piece));
			request.on('end', () => {
				const received = { path: request.url ?? '', authorization: request.headers.authorization, body };
				server.received.push(received);
				server.behave(response, received);
			});
		});
		await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
		return server;
	}
	get url(): string {
		return `http://127.0.0.1:${String((this.http.address() as AddressInfo).port)}/v1/`;
	}
	async stop(): Promise<void> {
		this.http.closeAllConnections();
		await new Promise((done) => this.http.close(done));
	}
}

export const answers =
	(status: number, body: string, headers: Record<string, string> = {}): Behaviour =>
	(response) => {
		response.writeHead(status, { 'content-type': 'application/json', ...headers });
		response.end(body);
	};

export const completion = (content: unknown, finish = 'stop'): string =>
	JSON.stringify({
		id: 'chatcmpl-1',
		object: 'chat.completion',
		created: 1,
		model: 'klein-3',
		system_fingerprint: 'fp_7',
		choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', content } }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 }
	});
export const says = (content: unknown, finish?: string): Behaviour => answers(200, completion(content, finish));
