import { fromBuffer } from 'yauzl';

/** The text of one entry of a zip. */
export function entryOf(zip: Buffer, name: string): Promise<string> {
	return new Promise((done, fail) => {
		fromBuffer(zip, { lazyEntries: true }, (error, file) => {
			if (error) {
				fail(error);
				return;
			}
			file.on('entry', (entry: { fileName: string }) => {
				if (entry.fileName !== name) {
					file.readEntry();
					return;
				}
				file.openReadStream(entry as never, (failed, stream) => {
					if (failed) {
						fail(failed);
						return;
					}
					const pieces: Buffer[] = [];
					stream.on('data', (piece: Buffer) => pieces.push(piece));
					stream.on('end', () => done(Buffer.concat(pieces).toString()));
				});
			});
			file.on('end', () => fail(new Error(`${name} is not in it`)));
			file.readEntry();
		});
	});
}

/** Every entry of a zip, in its order. */
export function entriesOf(zip: Buffer): Promise<{ readonly name: string; readonly content: Buffer }[]> {
	return new Promise((done, fail) => {
		const entries: { name: string; content: Buffer }[] = [];
		fromBuffer(zip, { lazyEntries: true }, (error, file) => {
			if (error) {
				fail(error);
				return;
			}
			file.on('entry', (entry: { fileName: string }) => {
				file.openReadStream(entry as never, (failed, stream) => {
					if (failed) {
						fail(failed);
						return;
					}
					const pieces: Buffer[] = [];
					stream.on('data', (piece: Buffer) => pieces.push(piece));
					stream.on('end', () => {
						entries.push({ name: entry.fileName, content: Buffer.concat(pieces) });
						file.readEntry();
					});
				});
			});
			file.on('end', () => done(entries));
			file.readEntry();
		});
	});
}
