import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Mailbox {
	readonly url: string;
	/** Waits for the newest mail to this address that has an address of a page in it. @returns that address */
	linkTo(address: string): Promise<string>;
	close(): Promise<void>;
}

/** A mail server on loopback. */
export async function openMailbox(): Promise<Mailbox> {
	const received: { to: string; content: string }[] = [];
	const server = new SMTPServer({
		disabledCommands: ['AUTH', 'STARTTLS'],
		onData(stream, { envelope }, done) {
			let content = '';
			stream.on('data', (chunk: Buffer) => (content += chunk.toString()));
			stream.on('end', () => {
				const text = content.replaceAll('=\r\n', '').replaceAll('=3D', '=');
				for (const { address } of envelope.rcptTo) received.push({ to: address, content: text });
				done();
			});
		}
	});
	await new Promise<void>((up) => server.listen(0, '127.0.0.1', () => up()));
	return {
		url: `smtp://127.0.0.1:${String((server.server.address() as AddressInfo).port)}`,
		async linkTo(address) {
			for (const began = performance.now(); performance.now() - began < 20_000;) {
				const links = received
					.filter(({ to }) => to === address)
					.map(({ content }) => /https?:\/\/\S+/.exec(content)?.[0]);
				const newest = links.findLast((link) => link !== undefined);
				if (newest !== undefined) return newest;
				await new Promise((done) => setTimeout(done, 50));
			}
			throw new Error(`no mail came to ${address}`);
		},
		close: () => new Promise((down) => server.close(() => down()))
	};
}
