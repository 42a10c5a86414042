import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { RenderedPage } from '../report/render-html';

/** A page as bytes, made once for all who read it; unpacked again for the few who cannot. */
export interface ReadyPage {
	readonly gzip: Uint8Array<ArrayBuffer>;
	readonly etag: string;
	/** Of the same, packed. */
	readonly packedEtag: string;
	readonly policy: string;
}

export function ready({ body, policy }: RenderedPage): ReadyPage {
	const etag = tagOf(body);
	return { gzip: new Uint8Array(gzipSync(body, { level: 9 })), etag, packedEtag: etag.replace(/"$/, '-gz"'), policy };
}
export const unpacked = ({ gzip }: ReadyPage): Uint8Array<ArrayBuffer> => new Uint8Array(gunzipSync(gzip));

/** An entity tag by what is said: the same in every process. */
export const tagOf = (content: string): string =>
	`"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`;
