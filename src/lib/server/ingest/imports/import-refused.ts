/** Why an import is refused. The sentences are in messages/ under `import.problems`. */
type ImportRefusal = 'import.absent' | 'import.started' | 'import.noText' | 'import.over';

export class ImportRefused extends Error {
	override readonly name = 'ImportRefused';
	constructor(readonly code: ImportRefusal) {
		super(code);
	}
}
