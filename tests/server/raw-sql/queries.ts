import { relative, resolve } from 'node:path';
import ts from 'typescript';

/** The declared type of a property of a row; `type` as TypeScript writes it, without null. */
export interface Declared {
	readonly type: string;
	readonly isNullable: boolean;
	/** Whether the property may be absent. */
	readonly isOptional: boolean;
}

/** A query in a file, with the declared type of its rows. */
export interface RawQuery {
	/** File and line. */
	readonly location: string;
	/** The SQL where every condition holds and where none does, unless a part is unknown until it runs. */
	readonly variants: readonly Variant[];
	/** Null where the query gives no type to its rows. */
	readonly row: ReadonlyMap<string, Declared> | null;
}

interface Variant {
	readonly text: string;
	/** For each parameter, or for the items of a list: whether it is never null. */
	readonly isGiven: readonly boolean[];
}

/** What a name stands for where a function that makes part of a query is called. */
type Scope = ReadonlyMap<ts.Symbol, { readonly expression: ts.Expression; readonly scope: Scope }>;

const root = resolve(import.meta.dirname, '../../..');
const STATEMENT = /^\s*(select|with|insert|update|delete)\b/;

/** Part of the text is only known while the program runs. */
class UnknownPart extends Error {}

/**
 * Every query written as a template of the driver `postgres`, read by the TypeScript compiler: parts of a query that are
 * templates themselves, or are made by a function of ours, are put in their place.
 * @param example a text to read instead of the program
 */
export function rawQueries(example?: string): RawQuery[] {
	const config = ts.getParsedCommandLineOfConfigFile(
		resolve(root, 'tsconfig.json'),
		{},
		{ ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined }
	);
	if (!config) throw new Error('tsconfig.json cannot be read');
	const disk = ts.createCompilerHost(config.options);
	const exampleFile = resolve(root, 'src/lib/server/example.ts');
	const host: ts.CompilerHost =
		example === undefined
			? disk
			: {
					...disk,
					fileExists: (file) => file === exampleFile || disk.fileExists(file),
					getSourceFile: (file, options) =>
						file === exampleFile ? ts.createSourceFile(file, example, options) : disk.getSourceFile(file, options)
				};
	const files = config.fileNames.filter((file) => /^(src|scripts)\/.*\.ts$|^\.svelte-kit\//.test(relative(root, file)));
	const program = ts.createProgram(example === undefined ? files : [exampleFile], config.options, host);
	const checker = program.getTypeChecker();
	return program
		.getSourceFiles()
		.filter((file) => !file.isDeclarationFile && /^(src|scripts)\//.test(relative(root, file.fileName)))
		.flatMap((file) => templatesIn(file).filter(({ tag }) => isDriver(checker, tag)))
		.flatMap((template) => queryOf(checker, template) ?? []);
}

function templatesIn(node: ts.Node): ts.TaggedTemplateExpression[] {
	const inside: ts.TaggedTemplateExpression[] = ts.isTaggedTemplateExpression(node) ? [node] : [];
	ts.forEachChild(node, (child) => {
		inside.push(...templatesIn(child));
	});
	return inside;
}

const isDriver = (checker: ts.TypeChecker, tag: ts.Expression): boolean =>
	kindsOf(checker.getTypeAtLocation(tag)).every((kind) => /^(I|Transaction|Reserved)?Sql$/.test(kind));

const kindsOf = (type: ts.Type): string[] =>
	type.isUnion() ? type.types.flatMap(kindsOf) : [type.getSymbol()?.name ?? ''];

function queryOf(checker: ts.TypeChecker, template: ts.TaggedTemplateExpression): RawQuery | null {
	const file = template.getSourceFile();
	const line = file.getLineAndCharacterOfPosition(template.getStart()).line + 1;
	const variants = [0, 1].flatMap((way) => new TextReader(checker, way).variantOf(template) ?? []);
	const row = rowOf(checker, template);
	// Not a statement and without a row type: part of a query, read where it is used.
	if (row === null && !variants.some(({ text }) => STATEMENT.test(text))) return null;
	return { location: `${relative(root, file.fileName)}:${line}`, variants, row };
}

function rowOf(checker: ts.TypeChecker, template: ts.TaggedTemplateExpression): Map<string, Declared> | null {
	const rows = checker.getTypeAtLocation(template);
	const list = isReference(rows) ? checker.getTypeArguments(rows)[0] : undefined;
	const element = list && checker.getIndexTypeOfType(list, ts.IndexKind.Number);
	const row = element && checker.getNonNullableType(element);
	const properties = row ? checker.getPropertiesOfType(row) : [];
	// `object`, or the driver's own `Row`: any name, of any type, which the linter does not let anyone use.
	if (properties.length === 0) return null;
	return new Map(
		properties.map((property) => {
			const type = checker.getTypeOfSymbolAtLocation(property, template);
			return [
				property.name,
				{
					type: typeText(checker, type),
					isNullable: isNullable(type),
					isOptional: (property.flags & ts.SymbolFlags.Optional) !== 0
				}
			];
		})
	);
}

function typeText(checker: ts.TypeChecker, type: ts.Type): string {
	if (type.flags & ts.TypeFlags.Unknown) return 'unknown';
	return checker
		.typeToString(checker.getNonNullableType(type), undefined, ts.TypeFormatFlags.NoTruncation)
		.replace(/^readonly /, '')
		.replace(/^Buffer<.*>$/, 'Buffer');
}

const isReference = (type: ts.Type): type is ts.TypeReference =>
	(type.flags & ts.TypeFlags.Object) !== 0 && 'target' in type;

const NULLISH = ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Any | ts.TypeFlags.Unknown;

const isNullable = (type: ts.Type): boolean =>
	type.isUnion() ? type.types.some(isNullable) : (type.flags & NULLISH) !== 0;

/** Writes a template as PostgreSQL gets it. @param way which of two: every condition holds, or none does */
class TextReader {
	readonly #isGiven: boolean[] = [];

	constructor(
		private readonly checker: ts.TypeChecker,
		private readonly way: number
	) {}

	/** Null where a part is not known before the program runs. */
	variantOf(template: ts.TaggedTemplateExpression): Variant | null {
		try {
			return { text: this.#template(template, new Map()), isGiven: this.#isGiven };
		} catch (error) {
			if (error instanceof UnknownPart) return null;
			throw error;
		}
	}

	#template({ template }: ts.TaggedTemplateExpression, scope: Scope): string {
		if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
		return template.templateSpans.reduce(
			(text, { expression, literal }) => text + this.#part(expression, scope) + literal.text,
			template.head.text
		);
	}

	#part(expression: ts.Expression, scope: Scope): string {
		const type = this.checker.getTypeAtLocation(expression);
		if (kindsOf(type).includes('PendingQuery')) return this.#fragment(expression, scope);
		if (ts.isCallExpression(expression) && isDriver(this.checker, expression.expression))
			return this.#name(expression.arguments[0], scope);
		const element = this.checker.isArrayType(type) && this.checker.getIndexTypeOfType(type, ts.IndexKind.Number);
		return `$${this.#isGiven.push(!isNullable(element || type))}`;
	}

	/** A name of a table or column that is a literal in the source: `sql('post')`. */
	#name(expression: ts.Expression | undefined, scope: Scope): string {
		const bound = expression && this.#bound(expression, scope)?.expression;
		const literal = bound ?? expression;
		if (literal && ts.isStringLiteral(literal)) return `"${literal.text}"`;
		throw new UnknownPart();
	}

	#fragment(expression: ts.Expression, scope: Scope): string {
		if (ts.isTaggedTemplateExpression(expression)) return this.#template(expression, scope);
		if (ts.isConditionalExpression(expression))
			return this.#fragment(this.way === 0 ? expression.whenTrue : expression.whenFalse, scope);
		if (ts.isParenthesizedExpression(expression)) return this.#fragment(expression.expression, scope);
		if (ts.isIdentifier(expression)) {
			const bound = this.#bound(expression, scope);
			if (bound) return this.#fragment(bound.expression, bound.scope);
		}
		if (ts.isCallExpression(expression)) return this.#called(expression, scope);
		throw new UnknownPart();
	}

	/** What a name stands for: an argument of the call that is being read, or what a constant or parameter begins as. */
	#bound(name: ts.Expression, scope: Scope): { expression: ts.Expression; scope: Scope } | undefined {
		const symbol = this.checker.getSymbolAtLocation(name);
		const declaration = symbol?.valueDeclaration;
		const bound = symbol && scope.get(symbol);
		if (bound) return bound;
		return declaration &&
			(ts.isVariableDeclaration(declaration) || ts.isParameter(declaration)) &&
			declaration.initializer
			? { expression: declaration.initializer, scope }
			: undefined;
	}

	#called(call: ts.CallExpression, scope: Scope): string {
		const made = this.#functionOf(call.expression, scope);
		const result = made && resultsOf(made.declaration).at(this.way === 0 ? 0 : -1);
		if (!result) throw new UnknownPart();
		const inner = new Map(made.scope);
		for (const [index, parameter] of made.declaration.parameters.entries()) {
			const symbol = this.checker.getSymbolAtLocation(parameter.name);
			const argument = call.arguments[index];
			if (symbol && argument) inner.set(symbol, { expression: argument, scope });
		}
		return this.#fragment(result, inner);
	}

	#functionOf(
		callee: ts.Expression,
		scope: Scope
	): { declaration: ts.FunctionLikeDeclaration; scope: Scope } | undefined {
		const bound = this.#bound(callee, scope);
		if (bound) return this.#functionOf(bound.expression, bound.scope);
		if (ts.isArrowFunction(callee)) return { declaration: callee, scope };
		const named = this.checker.getSymbolAtLocation(callee);
		const symbol = named && named.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(named) : named;
		const declaration = symbol?.valueDeclaration;
		if (declaration && ts.isFunctionDeclaration(declaration)) return { declaration, scope: new Map() };
		if (declaration && ts.isVariableDeclaration(declaration) && declaration.initializer)
			return this.#functionOf(declaration.initializer, new Map());
		return undefined;
	}
}

function resultsOf({ body }: ts.FunctionLikeDeclaration): ts.Expression[] {
	if (!body) return [];
	if (!ts.isBlock(body)) return [body];
	const results = (node: ts.Node): ts.Expression[] => {
		if (ts.isReturnStatement(node)) return node.expression ? [node.expression] : [];
		if (ts.isFunctionLike(node)) return [];
		const inside: ts.Expression[] = [];
		ts.forEachChild(node, (child) => {
			inside.push(...results(child));
		});
		return inside;
	};
	return results(body);
}
