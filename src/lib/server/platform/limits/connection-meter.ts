import type { Socket as Connection } from 'engine.io';
import { Bucket, type Rate } from './limits';

/** The rates of one websocket connection, in frames and in bytes from the network. */
interface Allowance {
	readonly frames: Rate;
	readonly bytes: Rate;
}
/** Before authentication: enough to authenticate. */
const UNKNOWN_SENDER: Allowance = { frames: { burst: 10, perSecond: 1 }, bytes: { burst: 4096, perSecond: 512 } };
/** For a signed-in person, and for the reader of a share link. */
const KNOWN_SENDER: Allowance = {
	frames: { burst: 400, perSecond: 100 },
	bytes: { burst: 256 * 1024, perSecond: 32 * 1024 }
};

/**
 * Counts what a connection sends, from its first byte on. At the first excess it is closed, and the rest of that data
 * is ignored.
 */
export class ConnectionMeter {
	#frames = new Bucket(UNKNOWN_SENDER.frames);
	#bytes = new Bucket(UNKNOWN_SENDER.bytes);

	constructor(
		readonly connection: Connection,
		/** Called once, when it is closed because it sent too much. */
		readonly exceeded: () => void
	) {
		connection.on('packet', () => {
			if (this.#frames.take() > 0) this.#close();
		});
		const { socket } = connection.request;
		// Counts before the frames are read: one read of the network can contain thousands of frames.
		for (const read of socket.listeners('data')) {
			socket.off('data', read as () => void);
			socket.on('data', (chunk: Buffer) => {
				if (socket.destroyed) return;
				if (this.#bytes.take(chunk.length) > 0) this.#close();
				else read.call(socket, chunk);
			});
		}
	}

	/** Allows more after authentication. */
	admit(): void {
		this.#frames = new Bucket(KNOWN_SENDER.frames);
		this.#bytes = new Bucket(KNOWN_SENDER.bytes);
	}

	/** At once: frames that were read together with the last one are ignored, and nothing is sent any more. */
	#close(): void {
		const { socket } = this.connection.request;
		if (!socket.destroyed) this.exceeded();
		this.connection.close();
		socket.destroy();
	}
}
