export { ColumnMapping as Mapping } from '$lib/domain/file-import';
