import { boundedParser, MarkupTooLarge, type MarkupBounds } from '$lib/server/platform/operations/bounded-markup';
import { inBagOrder, isPayload, type BagFile } from '$lib/domain/archive/bag';
import type { PackageCheck } from './package-check';
import type { PackageReader } from './package-reader';

/** The XSD that the metadata must agree with. */
export interface XmlSchema {
	readonly fileName: string;
	readonly contents: string;
}

/** The metadata of an incident name each of its files. */
const BOUNDS: MarkupBounds = { depth: 50, elements: 5_000_000 };

const INCIDENT_PATH = 'metadata/incident.mdto.xml';
const metadataOf = (path: string): string => `metadata/${path}.mdto.xml`;

/** Checks that each file has metadata that describe it, and that agree with the schema where there is one. */
export async function verifyMetadata(
	reader: PackageReader,
	files: ReadonlyMap<string, BagFile>,
	schema: XmlSchema | null
): Promise<PackageCheck> {
	const payload = inBagOrder(files.values()).filter(({ path }) => isPayload(path));
	const faults: string[] = [];
	const documents: { fileName: string; contents: string }[] = [];
	/** @returns the values by element; null where there is no such document */
	const read = async (path: string): Promise<ReadonlyMap<string, readonly string[]> | null> => {
		const contents = await reader.text(path);
		const values = contents === null ? null : valuesIn(contents);
		if (contents === null) faults.push(`"${path}" is missing.`);
		else if (values) documents.push({ fileName: path, contents });
		else faults.push(`"${path}" is not XML that may be read.`);
		return values;
	};
	for (const { path, bytes, sha256 } of payload) {
		const values = await read(metadataOf(path));
		if (!values) continue;
		const states = (element: string, value: string) => values.get(element)?.includes(value) === true;
		if (!states('naam', path) || !states('omvang', String(bytes)) || !states('checksumWaarde', sha256))
			faults.push(`"${metadataOf(path)}" describes another file than "${path}".`);
	}
	const incident = await read(INCIDENT_PATH);
	const listed = new Set(incident?.get('verwijzingNaam') ?? []);
	if (incident)
		faults.push(
			...payload
				.filter(({ path }) => !listed.has(path))
				.map(({ path }) => `The metadata of the incident do not name "${path}".`)
		);
	if (schema) faults.push(...(await invalid(documents, schema)));
	const checked = schema ? 'valid against the schema' : 'not checked against the schema: give it with --xsd';
	return { check: 'metadata', faults, says: `${documents.length} descriptions by MDTO, ${checked}` };
}

/** The texts in a document by the name of their element; null for what is no XML, has a DOCTYPE, or is beyond the bounds. */
function valuesIn(xml: string): ReadonlyMap<string, readonly string[]> | null {
	if (!xml.startsWith('<?xml') || /<!(?:DOCTYPE|ENTITY)/i.test(xml)) return null;
	const valuesByElement = new Map<string, string[]>();
	const open: { name: string; text: string }[] = [];
	const wrong: string[] = [];
	const parser = boundedParser(
		{
			onopentag: (name) => void open.push({ name, text: '' }),
			ontext(text) {
				const inside = open.at(-1);
				if (inside) inside.text += text;
			},
			onclosetag(name, isImplied) {
				const closed = open.pop();
				if (isImplied || closed?.name !== name) wrong.push(name);
				else {
					const values = valuesByElement.get(name) ?? [];
					valuesByElement.set(name, values);
					values.push(closed.text);
				}
			}
		},
		BOUNDS,
		{ xmlMode: true }
	);
	try {
		parser.end(xml);
	} catch (error) {
		if (error instanceof MarkupTooLarge) return null;
		throw error;
	}
	return wrong.length === 0 && open.length === 0 ? valuesByElement : null;
}

/** What a validator says of them, a sentence for each fault. */
async function invalid(documents: readonly XmlSchema[], schema: XmlSchema): Promise<string[]> {
	const { validateXML } = await import('xmllint-wasm');
	// By number: the validator takes a name that looks like an option for one.
	const numbered = documents.map(({ contents }, i) => ({ fileName: `document-${i}.xml`, contents }));
	const { valid, errors } = await validateXML({
		xml: numbered,
		schema: [{ fileName: 'schema.xsd', contents: schema.contents }],
		maxMemoryPages: 4096
	});
	if (valid) return [];
	return errors.map(({ message, loc }) => {
		const named = documents[Number(/^document-(\d+)\.xml$/.exec(loc?.fileName ?? '')?.[1] ?? -1)]?.fileName;
		return `"${named ?? 'metadata'}", line ${loc?.lineNumber ?? '?'}: ${message}`;
	});
}
