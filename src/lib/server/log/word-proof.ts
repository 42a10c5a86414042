import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonical } from '$lib/domain/core/checksum';
import { changeAtPlaces, type TextPlace } from '$lib/domain/core/texts/fields';

/** What stands in place of a detail; `only_masked` in the database knows the same. */
const MARK = String.raw`\[(?:tel|mail|iban|auto)\]|…`;
/** A text is proved piece by piece: a word, or another character. */
const PIECE = /[\p{L}\p{N}]+|[^\p{L}\p{N}]/uy;

/**
 * How one piece is proved. Of a kept one its salt: `k` and 32 hexadecimal digits. Of a masked one its digest alone, so
 * that nobody can guess it: `m` and 64 digits, and at the first of several the mark that stands for all of them.
 */
const PieceProof = z.string().regex(new RegExp(`^(?:k[0-9a-f]{32}|m[0-9a-f]{64}(?:${MARK})?)$`));
type PieceProof = string;
/** Where words stand in the data of a line, as it is stored and archived. */
export const WordPlaces = z.array(z.array(z.union([z.string(), z.int()])));
/** What proves a line whose words are masked: of each text the pieces that are left, and all but the texts. */
export const WordProof = z.object({
	salt: z.string().regex(/^[0-9a-f]{32}$/),
	texts: z.array(z.array(PieceProof))
});
export type WordProof = z.infer<typeof WordProof>;

const sha256 = (...parts: (string | Uint8Array)[]): Buffer =>
	parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const SALT = 16;
const saltFrom = (salt: Uint8Array, what: string): string => sha256(salt, what).toString('hex', 0, SALT);

function pieceAt(text: string, start: number): string {
	PIECE.lastIndex = start;
	return PIECE.exec(text)?.[0] ?? '';
}
function piecesOf(text: string): string[] {
	const pieces: string[] = [];
	for (let at = 0; at < text.length; at += pieces.at(-1)?.length ?? 1) pieces.push(pieceAt(text, at));
	return pieces;
}
const digestOfPiece = (salt: string, piece: string): string => sha256(Buffer.from(salt, 'hex'), piece).toString('hex');

/** The proof of a line of which nothing is masked. */
export function wholeProof(salt: Uint8Array, words: readonly TextPlace[], data: unknown): WordProof {
	const texts = textsAt(data, words).texts.map((text, at) =>
		piecesOf(text).map((_, piece) => `k${saltFrom(salt, `${at}:${piece}`)}`)
	);
	return { salt: saltFrom(salt, 'rest'), texts };
}

/** What a proof proves of these data; null where it is not of them. */
export function restDigest(proof: WordProof, words: readonly TextPlace[], data: unknown): Buffer | null {
	const { texts, without } = textsAt(data, words);
	if (texts.length !== words.length || proof.texts.length !== words.length) return null;
	const digests = texts.map((text, at) => digestOfText(text, proof.texts[at] ?? []));
	if (digests.includes(null)) return null;
	return sha256(Buffer.from(proof.salt, 'hex'), canonical([words, without, digests]));
}

function textsAt(data: unknown, words: readonly TextPlace[]): { texts: string[]; without: unknown } {
	const texts: string[] = [];
	const without = changeAtPlaces(data, words, (text) => {
		texts.push(text);
		return '';
	});
	return { texts, without };
}

function digestOfText(text: string, proofs: readonly PieceProof[]): string | null {
	const hash = createHash('sha256');
	let [at, wasMasked] = [0, false];
	for (const proof of proofs) {
		const [isMasked, shown] = shownBy(proof, text, at);
		// Words are not left out without a mark.
		if (shown === '' && !(isMasked && wasMasked)) return null;
		if (!text.startsWith(shown, at)) return null;
		hash.update(isMasked ? proof.slice(1, 65) : digestOfPiece(proof.slice(1), shown));
		at += shown.length;
		wasMasked = isMasked;
	}
	return at === text.length ? hash.digest('hex') : null;
}
/** Whether the piece is masked, and what of the text stands for it. */
const shownBy = (proof: PieceProof, text: string, at: number): [isMasked: boolean, shown: string] =>
	proof.startsWith('m') ? [true, proof.slice(65)] : [false, pieceAt(text, at)];

/**
 * The data with some of the words masked, and what proves the others. A piece of which a part is masked goes as a whole.
 * @param proof of the data as they are
 */
export function maskProved(
	data: unknown,
	words: readonly TextPlace[],
	proof: WordProof,
	mask: (text: string) => string
): { data: unknown; proof: WordProof } {
	const texts: PieceProof[][] = [];
	const masked = changeAtPlaces(data, words, (text) => {
		const after = maskPieces(text, proof.texts[texts.length] ?? [], mask(text));
		texts.push(after.proofs);
		return after.text;
	});
	return { data: masked, proof: { ...proof, texts } };
}

interface Piece {
	readonly proof: PieceProof;
	readonly start: number;
	readonly shown: string;
}
function maskPieces(
	text: string,
	proofs: readonly PieceProof[],
	after: string
): { text: string; proofs: PieceProof[] } {
	if (after === text) return { text, proofs: [...proofs] };
	const { kept, marks } = alignment(text, after);
	const pieces: Piece[] = [];
	let [start, gap] = [0, 0];
	for (const proof of proofs) {
		const [, shown] = shownBy(proof, text, start);
		pieces.push({ proof, start, shown });
		start += shown.length;
	}
	let said = '';
	let wasMasked = false;
	const changed = pieces.map((piece) => {
		const end = piece.start + piece.shown.length;
		while (gap < marks.length - 1 && (kept[gap + 1]?.start ?? Infinity) < end) gap += 1;
		const isKept =
			piece.proof.startsWith('k') && kept.some((part) => part.start <= piece.start && end <= part.start + part.length);
		const mark = isKept || wasMasked ? '' : (marks[gap] ?? '…');
		said += isKept ? piece.shown : mark;
		wasMasked = !isKept;
		if (isKept) return piece.proof;
		const digest = piece.proof.startsWith('m')
			? piece.proof.slice(1, 65)
			: digestOfPiece(piece.proof.slice(1), piece.shown);
		return `m${digest}${mark}`;
	});
	return { text: said, proofs: changed };
}

interface Part {
	readonly start: number;
	readonly length: number;
}
/** Which parts of a text are left in it once it is masked, and the marks between them; nothing is left in any other. */
function alignment(text: string, after: string): { kept: Part[]; marks: string[] } {
	const marks = after.match(new RegExp(MARK, 'g')) ?? [];
	const literals = after.split(new RegExp(MARK));
	const kept: Part[] = [];
	let from = 0;
	for (const [at, literal] of literals.entries()) {
		const start =
			at === 0 ? 0 : at === literals.length - 1 ? text.length - literal.length : text.indexOf(literal, from);
		if (start < from || !text.startsWith(literal, start)) return { kept: [], marks: ['…'] };
		kept.push({ start, length: literal.length });
		from = start + literal.length;
	}
	return { kept, marks };
}
