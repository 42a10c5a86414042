export { Mapping } from '$lib/domain/file-import';
