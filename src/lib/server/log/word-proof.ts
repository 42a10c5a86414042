import { createHash, hash } from 'node:crypto';
import { z } from 'zod';
import { canonical } from '$lib/domain/core/checksum';
import { changeAtLocations, type TextLocation } from '$lib/domain/core/texts/fields';
import { MARK_PATTERN } from '$lib/domain/posts/masking/marks';

/** The unit of proof: a word, or one other character. */
const PIECE = /[\p{L}\p{N}]+|[^\p{L}\p{N}]/u;
const [nextPiece, allPieces] = [new RegExp(PIECE, 'uy'), new RegExp(PIECE, 'gu')];

/**
 * The proof of one piece. Unmasked: `k` and its salt in 32 hexadecimal digits. Masked: `m` and its digest in 64 digits,
 * without the salt so that it cannot be guessed; the first of adjacent masked pieces also has their mark.
 */
const PieceProof = z.string().regex(new RegExp(`^(?:k[0-9a-f]{32}|m[0-9a-f]{64}(?:${MARK_PATTERN})?)$`));
type PieceProof = string;
/** The paths of the texts in the data of a line, as stored and archived. */
export const WordLocations = z.array(z.array(z.union([z.string(), z.int()])));
/** The proof of a line with masked words: of the data without texts (`salt`), and of the pieces of each text. */
export const WordProof = z.object({
	salt: z.string().regex(/^[0-9a-f]{32}$/),
	texts: z.array(z.array(PieceProof))
});
export type WordProof = z.infer<typeof WordProof>;

/** In hexadecimal digits. */
const SALT_LENGTH = 32;

function pieceAt(text: string, start: number): string {
	nextPiece.lastIndex = start;
	return nextPiece.exec(text)?.[0] ?? '';
}
const piecesOf = (text: string): readonly string[] => text.match(allPieces) ?? [];
const digestOfPiece = (salt: string, piece: string): string => hash('sha256', salt + piece);
const digestOfAll = (salt: string, words: readonly TextLocation[], without: unknown, digests: unknown): Buffer =>
	hash('sha256', salt + canonical([words, without, digests]), 'buffer');

/** The salts of a line without masked words, which are derived from one: of its data without texts, and of all pieces. */
function saltsFrom(salt: Uint8Array, pieces: readonly (readonly string[])[]): { rest: string; texts: string[][] } {
	const total = pieces.reduce((sum, { length }) => sum + length, 1);
	const outputLength = (total * SALT_LENGTH) / 2;
	const salts = createHash('shake256', { outputLength }).update(salt).digest('hex');
	let used = 0;
	const next = () => salts.slice(used, (used += SALT_LENGTH));
	return { rest: next(), texts: pieces.map((each) => each.map(next)) };
}

/** The proof of a line without masked words. */
export function completeProof(salt: Uint8Array, words: readonly TextLocation[], data: unknown): WordProof {
	const { rest, texts } = saltsFrom(salt, textsAt(data, words).texts.map(piecesOf));
	return { salt: rest, texts: texts.map((salts) => salts.map((each) => `k${each}`)) };
}

/** The digest that the complete proof gives, computed without making the proof. */
export function completeDigest(salt: Uint8Array, words: readonly TextLocation[], data: unknown): Buffer {
	const { texts, without } = textsAt(data, words);
	const pieces = texts.map(piecesOf);
	const salts = saltsFrom(salt, pieces);
	const digests = pieces.map((each, at) => {
		const ofText = salts.texts[at] ?? [];
		return hash('sha256', each.map((piece, i) => digestOfPiece(ofText[i] ?? '', piece)).join(''));
	});
	return digestOfAll(salts.rest, words, without, digests);
}

/** The digest that a proof gives for these data; null when it does not belong to them. */
export function restDigest(proof: WordProof, words: readonly TextLocation[], data: unknown): Buffer | null {
	const { texts, without } = textsAt(data, words);
	if (texts.length !== words.length || proof.texts.length !== words.length) return null;
	const digests = texts.map((text, at) => digestOfText(text, proof.texts[at] ?? []));
	if (digests.includes(null)) return null;
	return digestOfAll(proof.salt, words, without, digests);
}

function textsAt(data: unknown, words: readonly TextLocation[]): { texts: string[]; without: unknown } {
	const texts: string[] = [];
	const without = changeAtLocations(data, words, (text) => {
		texts.push(text);
		return '';
	});
	return { texts, without };
}

function digestOfText(text: string, proofs: readonly PieceProof[]): string | null {
	const digest = createHash('sha256');
	let [at, wasMasked] = [0, false];
	for (const proof of proofs) {
		const [isMasked, shown] = shownBy(proof, text, at);
		// A masked piece must have a mark, or follow another masked piece.
		if (shown === '' && !(isMasked && wasMasked)) return null;
		if (!text.startsWith(shown, at)) return null;
		digest.update(isMasked ? proof.slice(1, 65) : digestOfPiece(proof.slice(1), shown));
		at += shown.length;
		wasMasked = isMasked;
	}
	return at === text.length ? digest.digest('hex') : null;
}
/** Whether the piece is masked, and its text: the piece itself, the mark, or nothing. */
const shownBy = (proof: PieceProof, text: string, at: number): [isMasked: boolean, shown: string] =>
	proof.startsWith('m') ? [true, proof.slice(65)] : [false, pieceAt(text, at)];

/**
 * The data with some words masked, and the new proof. A piece is masked as a whole even if `mask` changes only a part.
 * @param proof the proof of `data`
 */
export function maskProved(
	data: unknown,
	words: readonly TextLocation[],
	proof: WordProof,
	mask: (text: string, at: TextLocation) => string
): { data: unknown; proof: WordProof } {
	const texts: PieceProof[][] = [];
	const masked = changeAtLocations(data, words, (text) => {
		const after = maskPieces(text, proof.texts[texts.length] ?? [], mask(text, words[texts.length] ?? []));
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
	const { unchanged, marks } = alignment(text, after);
	const pieces: Piece[] = [];
	let [start, gap] = [0, 0];
	for (const proof of proofs) {
		const [, shown] = shownBy(proof, text, start);
		pieces.push({ proof, start, shown });
		start += shown.length;
	}
	let maskedText = '';
	let wasMasked = false;
	const changed = pieces.map((piece) => {
		const end = piece.start + piece.shown.length;
		while (gap < marks.length - 1 && (unchanged[gap + 1]?.start ?? Infinity) < end) gap += 1;
		const isUnchanged =
			piece.proof.startsWith('k') &&
			unchanged.some((part) => part.start <= piece.start && end <= part.start + part.length);
		const mark = isUnchanged || wasMasked ? '' : (marks[gap] ?? '…');
		maskedText += isUnchanged ? piece.shown : mark;
		wasMasked = !isUnchanged;
		if (isUnchanged) return piece.proof;
		const digest = piece.proof.startsWith('m')
			? piece.proof.slice(1, 65)
			: digestOfPiece(piece.proof.slice(1), piece.shown);
		return `m${digest}${mark}`;
	});
	return { text: maskedText, proofs: changed };
}

interface UnchangedPart {
	readonly start: number;
	readonly length: number;
}
/** The parts of a text that are unchanged in its masked version, and the marks between them. */
function alignment(text: string, after: string): { unchanged: UnchangedPart[]; marks: string[] } {
	const marks = after.match(new RegExp(MARK_PATTERN, 'g')) ?? [];
	const literals = after.split(new RegExp(MARK_PATTERN));
	const unchanged: UnchangedPart[] = [];
	let from = 0;
	for (const [at, literal] of literals.entries()) {
		const start =
			at === 0 ? 0 : at === literals.length - 1 ? text.length - literal.length : text.indexOf(literal, from);
		if (start < from || !text.startsWith(literal, start)) return { unchanged: [], marks: ['…'] };
		unchanged.push({ start, length: literal.length });
		from = start + literal.length;
	}
	return { unchanged, marks };
}
