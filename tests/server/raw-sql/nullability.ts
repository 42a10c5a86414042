/**
 * Which columns of a query can be null, read from the query as PostgreSQL itself analysed it: the tree that it keeps of
 * a function's body (`pg_proc.prosqlbody`). Each reference to a column says in it which outer joins can make it null
 * (`varnullingrels`, PostgreSQL 16). A column counts as nullable unless it is known to be never null.
 */

export interface Catalog {
	/** `table.column`, by their numbers, of columns that are declared not null. */
	readonly notNull: ReadonlySet<string>;
	/** The names of functions by their numbers. */
	readonly functions: ReadonlyMap<string, string>;
}

export interface Column {
	readonly name: string;
	readonly isNullable: boolean;
}

type Tree = string | readonly Tree[] | Node;

class Node {
	constructor(
		readonly kind: string,
		private readonly fields: ReadonlyMap<string, Tree>
	) {}

	text(field: string): string {
		const value = this.fields.get(field);
		return typeof value === 'string' ? value : '';
	}

	node(field: string): Node | null {
		const value = this.fields.get(field);
		return value instanceof Node ? value : null;
	}

	nodes(field: string): Node[] {
		const value = this.fields.get(field);
		return isList(value) ? value.filter((item) => item instanceof Node) : [];
	}

	/** Whether a set of numbers, which is written as `(b 1 2)`, has any. */
	hasMembers(field: string): boolean {
		const value = this.fields.get(field);
		return isList(value) && value.length > 1;
	}

	/** The same for the same expression, wherever it occurs. */
	get key(): string {
		return JSON.stringify(
			[...this.fields].filter(([field]) => field !== 'location'),
			(_, value: unknown) => (value instanceof Node ? [value.kind, value.key] : value)
		);
	}
}

const isList = (tree: Tree | undefined): tree is readonly Tree[] => Array.isArray(tree);

/** Reads the text of a `pg_node_tree` (PostgreSQL's nodes/outfuncs.c). */
function parse(text: string): Tree {
	const tokens = text.match(/[{}()]|\[[^\]]*\]|(?:\\.|[^\s{}()\\])+/g) ?? [];
	let next = 0;
	const read = (): Tree => {
		const token = tokens[next++];
		if (token === undefined) throw new Error('the tree ends too early');
		if (token === '(') {
			const list: Tree[] = [];
			while (tokens[next] !== ')') list.push(read());
			next++;
			return list;
		}
		if (token !== '{') return token;
		const kind = tokens[next++] ?? '';
		const fields = new Map<string, Tree>();
		while (tokens[next] !== '}') {
			const field = (tokens[next++] ?? '').slice(1);
			const values: Tree[] = [];
			while (tokens[next] !== '}' && !tokens[next]?.startsWith(':')) values.push(read());
			fields.set(field, values.length === 1 ? (values[0] ?? '') : values);
		}
		next++;
		return new Node(kind, fields);
	};
	return read();
}

const firstNode = (tree: Tree | undefined): Node => {
	if (tree instanceof Node) return tree;
	if (isList(tree)) return firstNode(tree[0]);
	throw new Error('the tree has no query');
};

/** A query and those around it, which it can refer to. */
interface Level {
	readonly query: Node;
	readonly around: Level | null;
}

// As PostgreSQL numbers them: parsenodes.h, primnodes.h.
const RTE = { relation: '0', subquery: '1', function: '3', cte: '6', group: '9' } as const;
const SUBLINK = { exists: '0', expr: '4', array: '6' } as const;

/** Functions that give null only for null. */
const TOTAL = new Set(
	`bool char_length convert_to current_setting date_bin date_part date_trunc encode extract float8 floor hashtext int4 int8
	left length lower numeric pg_backend_pid pg_try_advisory_lock regexp_replace text timestamptz clock_timestamp now to_timestamp`.split(
		/\s+/
	)
);

/** @param isGiven for each parameter, or for the items of a list: whether it is never null */
export function columnsOf(tree: string, catalog: Catalog, isGiven: readonly boolean[]): Column[] {
	const analysis = new NullAnalysis(catalog, isGiven);
	const level = { query: firstNode(parse(tree)), around: null };
	return outputsOf(level.query).map((target, index) => ({
		name: target.text('resname'),
		isNullable: !analysis.isNeverNull(level, index)
	}));
}

const outputsOf = (query: Node): Node[] =>
	query
		.nodes(query.text('commandType') === '1' ? 'targetList' : 'returningList')
		.filter((target) => target.text('resjunk') === 'false');

class NullAnalysis {
	constructor(
		private readonly catalog: Catalog,
		private readonly isGiven: readonly boolean[]
	) {}

	/** @param index of the column among those that the query gives */
	isNeverNull(level: Level, index: number): boolean {
		const { query } = level;
		const union = query.node('setOperations');
		if (union)
			return branchesOf(union).every((branch) => {
				const subquery = query.nodes('rtable')[Number(branch.text('rtindex')) - 1]?.node('subquery');
				return subquery ? this.isNeverNull({ query: subquery, around: level }, index) : false;
			});
		const expression = outputsOf(query)[index]?.node('expr');
		return expression ? this.#holds(expression, level) : false;
	}

	/** Whether an expression of this query is never null. */
	#holds(expression: Node, level: Level): boolean {
		if (this.#required(level).has(expression.key)) return true;
		const all = (field: string): boolean => expression.nodes(field).every((node) => this.#holds(node, level));
		const one = (field: string): boolean => {
			const node = expression.node(field);
			return node !== null && this.#holds(node, level);
		};
		switch (expression.kind) {
			case 'VAR':
				return this.#variable(expression, level);
			case 'CONST':
				return expression.text('constisnull') === 'false';
			case 'PARAM':
				return this.isGiven[Number(expression.text('paramid')) - 1] ?? false;
			case 'COALESCEEXPR':
			case 'MINMAXEXPR':
				return expression.nodes('args').some((node) => this.#holds(node, level));
			case 'NULLTEST':
			case 'BOOLEANTEST':
			case 'DISTINCTEXPR':
			case 'ARRAYEXPR':
			case 'ROWEXPR':
				return true;
			case 'RELABELTYPE':
			case 'COERCEVIAIO':
			case 'COLLATEEXPR':
				return one('arg');
			case 'BOOLEXPR':
			case 'SCALARARRAYOPEXPR':
				return all('args');
			case 'OPEXPR':
				return all('args') && !/^json/.test(this.#functionName(expression, 'opfuncid'));
			case 'FUNCEXPR':
				return all('args') && TOTAL.has(this.#functionName(expression, 'funcid'));
			case 'CASEEXPR':
				return one('defresult') && expression.nodes('args').every((when) => this.#result(when, level));
			case 'WINDOWFUNC':
				return this.#functionName(expression, 'winfnoid') === 'row_number';
			case 'AGGREF':
				return this.#aggregate(expression, level);
			case 'SUBLINK':
				return this.#sublink(expression, level);
			default:
				return false;
		}
	}

	#result(when: Node, level: Level): boolean {
		const result = when.node('result');
		return result !== null && this.#holds(result, level);
	}

	#functionName(expression: Node, field: string): string {
		return this.catalog.functions.get(expression.text(field)) ?? '';
	}

	/** Counting never gives null; the others not where each group has a row, and that row a value. */
	#aggregate(expression: Node, level: Level): boolean {
		if (this.#functionName(expression, 'aggfnoid') === 'count') return true;
		return (
			level.query.nodes('groupClause').length > 0 &&
			expression.node('aggfilter') === null &&
			expression.nodes('args').every((target) => {
				const argument = target.node('expr');
				return argument !== null && this.#holds(argument, level);
			})
		);
	}

	#sublink(expression: Node, level: Level): boolean {
		const kind = expression.text('subLinkType');
		if (kind === SUBLINK.exists || kind === SUBLINK.array) return true;
		const query = expression.node('subselect');
		// One row always: an aggregate over everything.
		const isOneRow =
			query?.text('hasAggs') === 'true' && query.nodes('groupClause').length === 0 && query.node('havingQual') === null;
		return kind === SUBLINK.expr && query !== null && isOneRow && this.isNeverNull({ query, around: level }, 0);
	}

	#variable(variable: Node, from: Level): boolean {
		if (variable.hasMembers('varnullingrels')) return false;
		const level = outward(from, Number(variable.text('varlevelsup')));
		const entry = level?.query.nodes('rtable')[Number(variable.text('varno')) - 1];
		if (!level || !entry) return false;
		const column = Number(variable.text('varattno'));
		switch (entry.text('rtekind')) {
			case RTE.relation:
				return this.catalog.notNull.has(`${entry.text('relid')}.${column}`);
			case RTE.subquery: {
				const query = entry.node('subquery');
				return query !== null && this.isNeverNull({ query, around: level }, column - 1);
			}
			case RTE.cte: {
				const home = outward(level, Number(entry.text('ctelevelsup')));
				const query = home?.query
					.nodes('cteList')
					.find((cte) => cte.text('ctename') === entry.text('ctename'))
					?.node('ctequery');
				return home && query ? this.isNeverNull({ query, around: home }, column - 1) : false;
			}
			case RTE.group: {
				const grouped = entry.nodes('groupexprs')[column - 1];
				return grouped ? this.#holds(grouped, level) : false;
			}
			case RTE.function: {
				// Lists that are given, side by side: `unnest($1, $2)`.
				const call = entry.nodes('functions')[column - 1]?.node('funcexpr');
				return (
					call?.kind === 'FUNCEXPR' &&
					this.#functionName(call, 'funcid') === 'unnest' &&
					call.nodes('args').every((argument) => this.#holds(argument, level))
				);
			}
			default:
				return false;
		}
	}

	/** What the query's conditions leave no null in, as keys. */
	#required({ query }: Level): Set<string> {
		const jointree = query.node('jointree');
		return new Set((jointree ? conditionsOf(jointree) : []).flatMap(requiredBy).map((node) => node.key));
	}
}

function outward(level: Level, steps: number): Level | null {
	return steps === 0 || level.around === null ? (steps === 0 ? level : null) : outward(level.around, steps - 1);
}

function branchesOf(operation: Node): Node[] {
	if (operation.kind === 'RANGETBLREF') return [operation];
	return ['larg', 'rarg'].flatMap((side) => {
		const branch = operation.node(side);
		return branch ? branchesOf(branch) : [];
	});
}

/** The conditions that every row of the result passed: those of outer joins are left out. */
function conditionsOf(tree: Node): Node[] {
	const quals = tree.node('quals');
	const own = quals ? [quals] : [];
	if (tree.kind === 'FROMEXPR') return [...own, ...tree.nodes('fromlist').flatMap(conditionsOf)];
	if (tree.kind !== 'JOINEXPR') return [];
	const [left, right] = [tree.node('larg'), tree.node('rarg')];
	if (tree.text('jointype') === '0')
		return [...own, ...[left, right].flatMap((side) => (side ? conditionsOf(side) : []))];
	return tree.text('jointype') === '1' && left ? conditionsOf(left) : [];
}

/** The nodes that are not null where the condition holds. An operator gives null for null. */
function requiredBy(condition: Node): Node[] {
	const args = condition.nodes('args');
	if (condition.kind === 'BOOLEXPR') return condition.text('boolop') === 'and' ? args.flatMap(requiredBy) : [];
	if (condition.kind === 'OPEXPR') return args;
	if (condition.kind === 'SCALARARRAYOPEXPR') return args.slice(0, 1);
	const tested = condition.node('arg');
	return condition.kind === 'NULLTEST' && condition.text('nulltesttype') === '1' && tested ? [tested] : [];
}
