import type { FileRefusal } from '$lib/domain/posts/entry/file-import';

export {
	fileRefusals,
	fileLimits as limits,
	rowRefusals,
	type FileRefusal,
	type RowRefusal
} from '$lib/domain/posts/entry/file-import';

export class FileRefused extends Error {
	override readonly name = 'FileRefused';
	constructor(readonly code: FileRefusal) {
		super(code);
	}
}
