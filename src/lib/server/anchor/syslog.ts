import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { hostname } from 'node:os';

/** Log audit (13), notice (5): RFC 5424 §6.2.1. */
const PRIORITY = 13 * 8 + 5;
/** Milliseconds after which a log server that takes nothing is given up. */
const PATIENCE = 5_000;

/** One message of RFC 5424, in plain ASCII. */
export const syslogMessage = (text: string, at: string, host = hostname()): string =>
	`<${PRIORITY}>1 ${at} ${host.replace(/[^\x21-\x7e]/g, '').slice(0, 255) || '-'} voelspriet ${process.pid} head - ${text}`;

/**
 * Sends messages to a log server: `udp://host:514` (RFC 5426), or `tcp://host:601` (RFC 6587, with the length in
 * front). Over UDP nobody says whether they came.
 * @throws when they cannot be sent
 */
export async function sendSyslog(to: URL, messages: readonly string[]): Promise<void> {
	const host = to.hostname.replace(/^\[|\]$/g, '');
	if (to.protocol === 'udp:') await byDatagram(host, Number(to.port || 514), messages);
	else await byStream(host, Number(to.port || 601), messages);
}

async function byDatagram(host: string, port: number, messages: readonly string[]): Promise<void> {
	const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
	try {
		for (const message of messages)
			await new Promise<void>((done, fail) => {
				socket.once('error', fail);
				socket.send(message, port, host, (error) => (error ? fail(error) : done()));
			});
	} finally {
		socket.close();
	}
}

function byStream(host: string, port: number, messages: readonly string[]): Promise<void> {
	return new Promise((done, fail) => {
		const socket = connect({ host, port, timeout: PATIENCE });
		socket.once('timeout', () => socket.destroy(new Error('the log server takes nothing')));
		socket.once('error', fail);
		socket.once('close', (failed) => {
			if (!failed) done();
		});
		socket.end(messages.map((message) => `${Buffer.byteLength(message)} ${message}`).join(''));
		socket.resume();
	});
}
