// What the first page of an incident uses of the domain. A file of the domain is one noun: what it is, what may be done
// with it, and the schemas of both. The first sight needs some functions of many nouns, of their commands nothing; files
// go to a browser whole, so while building each is divided into what is reached from the first page and the rest.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, transformWithOxc } from 'vite';
import { imports } from './imports.mjs';

const src = fileURLToPath(new URL('../src', import.meta.url));
const isDomain = (file) => file.startsWith('lib/domain/');
/** The half that is reached, as another module beside the file. */
export const FIRST_HALF = '?first';

/**
 * @param {readonly string[]} roots the files of the first page, as paths below src
 * @returns {Promise<{ pages: Set<string>, halves: Map<string, { first: string, rest: string | null }> }>} by absolute path,
 *   the files that the first page has outside the domain, and the programs of each file of the domain that it reaches;
 *   `rest` is null where that is all of it
 */
export async function halvesOf(roots) {
	const files = new Map();
	const fileOf = async (file) => {
		if (!files.has(file)) files.set(file, await read(file));
		return files.get(file);
	};
	const { reached: pages, wanted } = wantedBy(roots);
	for (const { file, name } of wanted) {
		const { statements, own, from } = await fileOf(file);
		const source = own.has(name) ? null : from.get(name);
		if (source) {
			if (isDomain(source.file)) wanted.push(source);
			continue;
		}
		const statement = statements[own.get(name)];
		// A type, of which nothing is left.
		if (!statement || statement.isReached) continue;
		statement.isReached = true;
		for (const used of statement.uses)
			if (own.has(used)) wanted.push({ file, name: used });
			else if (from.has(used) && isDomain(from.get(used).file)) wanted.push(from.get(used));
	}
	const isWhole = ({ statements }) => statements.every(({ isReached, isImport }) => isReached || isImport);
	const reached = [...files].filter(([, { statements }]) => statements.some(({ isReached }) => isReached));
	const halves = reached.map(([file, parts]) => {
		const path = join(src, file);
		if (isWhole(parts)) return [path, { first: parts.code, rest: null }];
		return [path, { first: firstOf(parts, files, isWhole), rest: restOf(parts, path) }];
	});
	return { pages: new Set([...pages].map((file) => join(src, file))), halves: new Map(halves) };
}

/** What is imported from the domain by a page, and by all that it imports but not later. */
function wantedBy(roots) {
	const reached = new Set(roots);
	const wanted = [];
	for (const from of reached)
		for (const each of imports) {
			if (each.from !== from || !each.isOurs || each.isType || each.isLater) continue;
			if (!isDomain(each.to)) reached.add(each.to);
			else for (const name of each.names) wanted.push({ file: each.to, name });
		}
	return { reached, wanted };
}

/** The statements of a file at its outermost level, with the names that each uses, and where its other names are from. */
async function read(file) {
	const path = join(src, file);
	const { code } = await transformWithOxc(readFileSync(path, 'utf8'), path, { sourcemap: false });
	const sources = new Map(imports.filter(({ from }) => from === file).map((each) => [each.specifier, each.to]));
	const [own, from] = [new Map(), new Map()];
	const statements = parseSync(path, code).program.body.map((node, at) => {
		const isImport =
			node.type === 'ImportDeclaration' || (node.type === 'ExportNamedDeclaration' && node.source !== null);
		if (node.type === 'ExportAllDeclaration' || node.type === 'ExportDefaultDeclaration')
			throw new Error(`scripts/domain-halves.mjs cannot divide ${file}: it exports without names`);
		const to = isImport ? (sources.get(node.source.value) ?? node.source.value) : null;
		for (const { local, imported, exported } of isImport ? node.specifiers : [])
			from.set((exported ?? local).name, { file: to, name: (imported ?? local)?.name ?? '*' });
		const declared = isImport ? [] : namesDeclaredBy(node.declaration ?? node);
		for (const name of declared) own.set(name, at);
		const isExported = node.type === 'ExportNamedDeclaration';
		// The program without `export`: both halves say at their end what they give.
		const text = code.slice((isExported && !isImport ? node.declaration : node)?.start ?? node.end, node.end);
		return {
			isImport,
			declared,
			text,
			isExported: isExported && !isImport,
			isReached: false,
			...usesOf(node, declared)
		};
	});
	return { file, code, statements, own, from };
}

const namesDeclaredBy = (node) => {
	switch (node?.type) {
		case 'VariableDeclaration':
			return node.declarations.flatMap(({ id }) => namesIn(id));
		case 'FunctionDeclaration':
		case 'ClassDeclaration':
			return [node.id.name];
		default:
			return [];
	}
};
const namesIn = (pattern) => {
	switch (pattern?.type) {
		case 'Identifier':
			return [pattern.name];
		case 'ObjectPattern':
			return pattern.properties.flatMap((each) => namesIn(each.value ?? each.argument));
		case 'ArrayPattern':
			return pattern.elements.flatMap(namesIn);
		case 'AssignmentPattern':
			return namesIn(pattern.left);
		case 'RestElement':
			return namesIn(pattern.argument);
		default:
			return [];
	}
};

/** Every name in a statement, also one that is a parameter's of the same name: then a little more comes first. */
function usesOf(statement, declared) {
	const [uses, writes] = [new Set(), new Set()];
	const visit = (node) => {
		if (Array.isArray(node)) return node.forEach(visit);
		if (typeof node !== 'object' || node === null || typeof node.type !== 'string') return;
		if (node.type === 'Identifier') uses.add(node.name);
		if (node.type === 'AssignmentExpression') namesIn(node.left).forEach((name) => writes.add(name));
		if (node.type === 'UpdateExpression') namesIn(node.argument).forEach((name) => writes.add(name));
		for (const [key, value] of Object.entries(node)) {
			const isName = (node.type === 'MemberExpression' && key === 'property') || (key === 'key' && !node.shorthand);
			if (!isName || node.computed) visit(value);
		}
	};
	visit(statement);
	for (const name of declared) uses.delete(name);
	return { uses, writes };
}

const importOf = (names, from) => `import { ${names.join(', ')} } from ${JSON.stringify(from)};`;

function firstOf({ statements, from }, files, isWhole) {
	const reached = statements.filter(({ isReached }) => isReached);
	const lines = [...new Set(reached.flatMap(({ uses }) => [...uses]))].flatMap((local) => {
		let source = from.get(local);
		if (!source) return [];
		// Straight from where it is: a file in between is not of the first page.
		while (isDomain(source.file)) {
			const { own, from: next } = files.get(source.file);
			if (own.has(source.name) || !next.has(source.name)) break;
			source = next.get(source.name);
		}
		const parts = files.get(source.file);
		const half = parts && !isWhole(parts) ? FIRST_HALF : '';
		const path = isDomain(source.file) ? join(src, source.file) + half : source.file;
		return importOf([source.name === local ? local : `${source.name} as ${local}`], path);
	});
	const names = reached.flatMap(({ declared }) => declared);
	return [...lines, ...reached.map(({ text }) => text), `export { ${names.join(', ')} };`].join('\n');
}

function restOf({ file, statements, own }, path) {
	const isFirst = (name) => statements[own.get(name)]?.isReached ?? false;
	const rest = statements.filter(({ isReached }) => !isReached);
	const written = rest.flatMap(({ writes }) => [...writes]).find(isFirst);
	if (written !== undefined)
		throw new Error(`scripts/domain-halves.mjs cannot divide ${file}: ${written} is set by what comes later`);
	const used = [...new Set(rest.flatMap(({ uses }) => [...uses]))].filter(isFirst);
	const given = statements.filter(({ isReached, isExported }) => isReached && isExported).flatMap((s) => s.declared);
	const others = rest.filter(({ isExported }) => isExported).flatMap(({ declared }) => declared);
	const from = JSON.stringify(path + FIRST_HALF);
	return [
		...(used.length > 0 ? [importOf(used, path + FIRST_HALF)] : []),
		...rest.map(({ text }) => text),
		`export { ${others.join(', ')} };`,
		...(given.length > 0 ? [`export { ${given.join(', ')} } from ${from};`] : [])
	].join('\n');
}
