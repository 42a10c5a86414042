import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect } from 'vitest';

/**
 * The text in reading order (`pieces`: as separate text runs on the page) without layout artefacts, and the names of
 * the structure elements.
 */
export async function readPdf(bytes: Buffer, ours = true) {
	const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
	const { info } = await pdf.getMetadata();
	let text = '';
	const pieces: string[] = [];
	let outside = '';
	const roles: string[] = [];
	for (let number = 1; number <= pdf.numPages; number += 1) {
		const page = await pdf.getPage(number);
		const { items } = await page.getTextContent({ includeMarkedContent: true });
		const open: string[] = [];
		for (const item of items) {
			if ('str' in item && open.includes('Artifact')) outside += item.str;
			else if ('str' in item) {
				text += item.str;
				pieces.push(item.str);
			} else if (item.type.startsWith('begin')) open.push('tag' in item ? String(item.tag) : '');
			else open.pop();
		}
		const walk = (node: unknown): void => {
			if (typeof node !== 'object' || node === null) return;
			if ('role' in node) roles.push(String(node.role));
			if ('children' in node && Array.isArray(node.children)) node.children.forEach(walk);
		};
		walk(await page.getStructTree());
		if (ours) expect((await page.getOperatorList()).fnArray).toContain(OPS.beginMarkedContentProps);
	}
	const marked = (await pdf.getMarkInfo())?.['Marked'] === true;
	const title = String((info as Record<string, unknown>)['Title']);
	const lang = String((info as Record<string, unknown>)['Language']);
	return { text, pieces, outside, roles, marked, title, lang, pages: pdf.numPages };
}
