import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { commands } from '$lib/domain/commands';
import { defaultDetails, generalRefusals, refusals } from '$lib/domain/core/refusal';
import * as m from '$lib/messages';
import { filesIn, root } from '../project-files';

/** Every refusal that the code of a command can reach, read from the source: what `decide` and all it calls throw. */
const domain = join(root, 'src/lib/domain');
const files = filesIn('src/lib/domain', /\.ts$/, 150).map((path) => join(root, path));
const program = ts.createProgram(files, {
	target: ts.ScriptTarget.ESNext,
	module: ts.ModuleKind.ESNext,
	moduleResolution: ts.ModuleResolutionKind.Bundler,
	resolveJsonModule: true,
	strict: true,
	types: []
});
const checker = program.getTypeChecker();

const isCallOf = (node: ts.Node, ...names: string[]): node is ts.CallExpression =>
	ts.isCallExpression(node) && ts.isIdentifier(node.expression) && names.includes(node.expression.text);

/** The codes that an expression can have; one that is not a union of literals fails the test. */
function codesOf(expression: ts.Expression): string[] {
	const type = checker.getTypeAtLocation(expression);
	return (type.isUnion() ? type.types : [type]).map((one) =>
		one.isStringLiteral() ? one.value : `unknown: ${expression.getText()}`
	);
}

/** The code that a name stands for, unless it is of another package, or a command or an event of its own. */
function bodyOf(name: ts.Identifier): ts.Node | undefined {
	const symbol = checker.getSymbolAtLocation(name);
	const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
	const declared = target?.valueDeclaration;
	if (!declared?.getSourceFile().fileName.startsWith(domain)) return undefined;
	if (ts.isFunctionDeclaration(declared) || ts.isMethodDeclaration(declared)) return declared.body;
	const value = ts.isVariableDeclaration(declared) ? declared.initializer : undefined;
	return value && !isCallOf(value, 'command', 'event') ? value : undefined;
}

function reachedFrom(start: ts.Node): string[] {
	const found = new Set<string>();
	const read = new Set<ts.Node>();
	const visit = (node: ts.Node): void => {
		if (ts.isNewExpression(node) && node.expression.getText() === 'Refusal' && node.arguments?.[0])
			for (const code of codesOf(node.arguments[0])) found.add(code);
		const body = ts.isIdentifier(node) ? bodyOf(node) : undefined;
		if (body && !read.has(body)) {
			read.add(body);
			visit(body);
		}
		ts.forEachChild(node, visit);
	};
	visit(start);
	return [...found].sort();
}

function reachedByType(): Map<string, string[]> {
	const found = new Map<string, string[]>();
	const visit = (node: ts.Node): void => {
		if (isCallOf(node, 'command')) {
			const [type, rule] = node.arguments;
			if (type && ts.isStringLiteral(type) && rule && ts.isObjectLiteralExpression(rule)) {
				const decide = rule.properties.find((property) => property.name?.getText() === 'decide');
				found.set(type.text, decide ? reachedFrom(decide) : []);
			}
		}
		ts.forEachChild(node, visit);
	};
	for (const file of files) {
		const source = program.getSourceFile(file);
		if (source) visit(source);
	}
	return found;
}

test('every command lists exactly the refusals that its code can reach', () => {
	const declaredRefusals = Object.fromEntries(commands.map((kind) => [kind.type, [...kind.refusals].sort()]));
	expect(declaredRefusals).toEqual(Object.fromEntries(reachedByType()));
});

test('every refusal belongs to a command, to all commands, or to the checks around them', () => {
	const named = new Set<string>([...commands.flatMap((kind) => kind.refusals), ...generalRefusals]);
	expect(refusals.filter((code) => !named.has(code))).toEqual([]);
});

/** The parameters of the sentence of a refusal, in any language and number. */
const parametersOf = (code: string): string[] => [
	...new Set(Array.from(JSON.stringify(Reflect.get(m.refusals, code)).matchAll(/\{(\w+)\}/g), ([, name]) => name ?? ''))
];

test('every refusal gives each parameter of its sentence', () => {
	let withParameters = 0;
	const missing: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isNewExpression(node) && node.expression.getText() === 'Refusal' && node.arguments?.[0]) {
			const [code, details] = node.arguments;
			const given = details
				? checker
						.getTypeAtLocation(details)
						.getProperties()
						.map(({ name }) => name)
				: [];
			for (const each of codesOf(code))
				for (const name of parametersOf(each)) {
					withParameters += 1;
					if (![...given, ...Object.keys(defaultDetails)].includes(name)) missing.push(`${each}: ${name}`);
				}
		}
		ts.forEachChild(node, visit);
	};
	for (const file of files) {
		const source = program.getSourceFile(file);
		if (source) visit(source);
	}
	expect(missing).toEqual([]);
	expect(withParameters).toBeGreaterThan(5);
});
