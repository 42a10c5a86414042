import * as m from '$lib/messages';
import { ZipFile } from 'yazl';
import { DocumentKey, documentRow, documentTexts } from '$lib/domain/openness/document';
import { inventoryOf, leftOut, type InventoryLine, type LeftOut } from '$lib/domain/openness/inventory';
import { staysBack } from '$lib/domain/openness/judgement';
import { partsChecksum, type Passage } from '$lib/domain/openness/passages';
import { Withheld, type WithheldWords } from '$lib/domain/openness/withheld';
import type { IncidentId, Moment } from '$lib/domain/core/ids';
import { copyState, type ReadState } from '$lib/domain/core/state';
import type { Language } from '$lib/i18n/language';
import { wordsIn } from '$lib/i18n/words';
import type { Flow } from '$lib/report/write/flow';
import { flowOf, runsOf } from '$lib/report/write/flow';
import { writeNotices } from '$lib/report/write/replaced';
import { frameOf, writeReport } from '$lib/report/write/write-report';
import type { Reports } from '$lib/server/read/report/reports';
import type { PdfFrame } from '$lib/server/read/report/export/pdf-document';
import { plainName } from '$lib/server/read/report/export/plain-name';
import type { ReportFiles } from '$lib/server/read/report/files/report-files';
import { documentFlow } from './document-flow';
import { partsOf, redactFlow } from './flow-texts';
import { inventoryCsv, inventoryFlow, withoutWithheld, type InventoryReaders, type RoleOf } from './inventory-files';

/** Documents are written and published in Dutch. */
const LANGUAGE: Language = 'nl';

interface OpenDocument {
	readonly line: InventoryLine;
	/** Null where it is in the set. */
	readonly left: LeftOut | null;
}

/** The documents of an incident as they are shown and given out. */
export class OpenDocuments {
	constructor(
		readonly reports: Pick<Reports, 'released'>,
		readonly files: Pick<ReportFiles, 'file'>,
		readonly writePdf: (frame: PdfFrame, flow: readonly Flow[]) => Promise<Uint8Array>
	) {}

	/** The text in which passages are marked; null for what is judged as a whole. */
	async flow(incident: IncidentId, state: ReadState, key: DocumentKey): Promise<Flow[] | null> {
		const words = wordsIn(LANGUAGE);
		const entry = documentRow(state, key);
		if (entry?.kind !== 'report') return documentFlow(state, key, words);
		const released = await this.reports.released(incident, entry.row.number, LANGUAGE);
		if (!released) return null;
		const frame = frameOf(entry.row);
		const notices = writeNotices(frame, words, released.report);
		return [
			...notices.map(({ line }): Flow => ({ kind: 'paragraph', runs: runsOf(line) })),
			...flowOf(writeReport(released.report, frame, words), null)
		];
	}

	/** Which documents are in the set. Only what a person judged is, and never a text that changed since. */
	selection(incident: IncidentId, state: ReadState): Promise<OpenDocument[]> {
		return this.#choose(incident, copyState(state));
	}
	async #choose(incident: IncidentId, state: ReadState): Promise<OpenDocument[]> {
		const chosen: OpenDocument[] = [];
		for (const line of inventoryOf(state)) chosen.push({ line, left: await this.#leftOut(incident, state, line) });
		return chosen;
	}
	async #leftOut(incident: IncidentId, state: ReadState, line: InventoryLine): Promise<LeftOut | null> {
		const reason = leftOut(line);
		const marked = state.documentPassages.get(line.key);
		if (reason !== null || !marked || line.passages === 0) return reason;
		const flow = await this.flow(incident, state, line.key);
		return flow && partsChecksum(partsOf(flow)) === marked.checksum ? null : 'changed';
	}

	/**
	 * All words that are withheld in this incident: what is marked in a document, and every line of a document of which
	 * some words are withheld without knowing which.
	 */
	async #withheld(incident: IncidentId, state: ReadState, chosen: readonly OpenDocument[]): Promise<Withheld> {
		const words: WithheldWords[] = [];
		for (const { line, left: reason } of chosen) {
			const { key, judgement } = line;
			const passages = state.documentPassages.get(key)?.passages ?? [];
			const [first] = passages;
			const isWhole = reason === 'not' || reason === 'unmarked' || reason === 'changed';
			if (isWhole && line.version === null && (first || (judgement && staysBack(judgement.outcome)))) {
				const ground = first?.ground ?? judgement?.grounds[0];
				for (const text of documentTexts(state, key)
					.slice(1)
					.flatMap((lines) => lines.split(/\n+/)))
					// One word, such as a channel or an office, reveals nothing about this document.
					if (ground && /\S\s+\S/u.test(text)) words.push({ line: text, from: 0, to: text.length, ground });
			} else if (first) {
				const parts = partsOf((await this.flow(incident, state, key)) ?? []);
				for (const { part, ...passage } of passages) words.push({ line: parts[part] ?? '', ...passage });
			}
		}
		return new Withheld(words);
	}

	/**
	 * The words of a document that the set leaves out although nobody marked them there: they are withheld in another
	 * document, or elsewhere in this one.
	 * @param parts its text, as `partsOf` gives it
	 */
	async withheldElsewhere(
		incident: IncidentId,
		state: ReadState,
		key: DocumentKey,
		parts: readonly string[]
	): Promise<Passage[]> {
		const chosen = await this.#choose(incident, state);
		// While a document is not in the set, its own lines say nothing of what is marked.
		const others = chosen.filter(({ line, left: reason }) => line.key !== key || reason === null);
		const marked = state.documentPassages.get(key)?.passages ?? [];
		return passagesIn(parts, marked, await this.#withheld(incident, state, others));
	}

	/** The inventory as a PDF. */
	inventory(state: ReadState, readers: InventoryReaders, made: Moment): Promise<Uint8Array> {
		const words = wordsIn(LANGUAGE);
		const title = withoutWithheld(state.incident?.title ?? '', readers);
		return this.writePdf(
			this.#frame(state, `${words.t(m.openness.inventory)} – ${title}`, made),
			inventoryFlow(title, inventoryOf(state), readers, words)
		);
	}

	/** One document as it is given out; null where it is not in the set. */
	async #document(
		incident: IncidentId,
		state: ReadState,
		{ line, left: reason }: OpenDocument,
		withheld: Withheld
	): Promise<Uint8Array | null> {
		if (reason !== null) return null;
		const { key, number, version } = line;
		const marked = state.documentPassages.get(key)?.passages ?? [];
		const released = version === null ? undefined : state.versions.get(version);
		const flow = withheld.isEmpty ? null : await this.flow(incident, state, key);
		const passages = [...marked, ...passagesIn(partsOf(flow ?? []), marked, withheld)];
		if (released && passages.length === 0) {
			// The whole report, as it was judged and as words are marked in it.
			const file = await this.files.file({
				incident,
				version: released,
				extension: 'full.pdf',
				language: LANGUAGE
			});
			return file?.body ?? null;
		}
		const whole = flow ?? (await this.flow(incident, state, key));
		if (!whole) return null;
		const { t } = wordsIn(LANGUAGE);
		// No words of the document: its title may hold what was removed.
		const title = t(m.openness.document, { number, kind: t(m.openness.kinds[line.kind]) });
		const made = line.at ?? released?.released.at;
		return made ? this.writePdf(this.#frame(state, title, made), redactFlow(whole, passages)) : null;
	}
	#frame = (state: ReadState, title: string, made: string): PdfFrame => ({
		title,
		language: LANGUAGE,
		exercise: state.incident?.exercise === true,
		made
	});

	/**
	 * A zip of the inventory and every document that is given out, as it is written. It fails as a whole: a reader never
	 * gets a set of which something is missing, or in which the inventory says another thing than the documents do.
	 */
	async set(incident: IncidentId, live: ReadState, roleOf: RoleOf, made: Moment): Promise<Buffer> {
		const state = copyState(live);
		const words = wordsIn(LANGUAGE);
		const zip = new ZipFile();
		const pieces: Buffer[] = [];
		const written = new Promise<void>((done, fail) => {
			zip.outputStream.on('data', (piece: Buffer) => pieces.push(piece));
			zip.outputStream.on('end', done);
			zip.outputStream.on('error', fail);
		});
		const documents = await this.#choose(incident, state);
		const withheld = await this.#withheld(incident, state, documents);
		const readers: InventoryReaders = { roleOf, audience: 'everyone', withheld };
		const at = new Date(made);
		const name = plainName(words.t(m.openness.inventory)).toLowerCase();
		zip.addBuffer(Buffer.from(inventoryCsv(inventoryOf(state), readers, words)), `${name}.csv`, { mtime: at });
		zip.addBuffer(Buffer.from(await this.inventory(state, readers, made)), `${name}.pdf`, {
			mtime: at,
			compress: false
		});
		for (const chosen of documents) {
			const file = await this.#document(incident, state, chosen, withheld);
			const { number, kind } = chosen.line;
			const label = plainName(words.t(m.openness.kinds[kind])).toLowerCase();
			if (file)
				zip.addBuffer(Buffer.from(file), `${String(number).padStart(3, '0')}-${label}.pdf`, {
					mtime: at,
					compress: false
				});
			else if (chosen.left === null) throw new Error(`document ${String(number)} could not be written`);
		}
		zip.end();
		await written;
		return Buffer.concat(pieces);
	}
}

/** Words that are withheld elsewhere and are in these parts too, besides what is marked in them. */
const passagesIn = (parts: readonly string[], marked: readonly Passage[], withheld: Withheld): Passage[] =>
	parts.flatMap((text, part) =>
		withheld
			.rangesIn(text)
			.filter(({ from, to }) => !marked.some((own) => own.part === part && own.from <= from && own.to >= to))
			.map((range) => ({ part, ...range }))
	);
