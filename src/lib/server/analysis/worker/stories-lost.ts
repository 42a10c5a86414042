/** The thread lost an incident's stories: they must be read again from what is stored. */
export class StoriesLost extends Error {
	override readonly name = 'StoriesLost';
}
