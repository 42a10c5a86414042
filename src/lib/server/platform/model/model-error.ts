/**
 * Why the model gave nothing that can be shown. `away`: not reachable, or it answers with an error; `slow`: no answer in
 * time; `busy`: too many questions at once, here or there; `unusable`: an answer that is not of the form, or not what
 * was asked; `nothing`: there is nothing to write about.
 */
type ModelProblem = 'away' | 'slow' | 'busy' | 'unusable' | 'nothing';

export class ModelError extends Error {
	override readonly name = 'ModelError';
	constructor(
		readonly reason: ModelProblem,
		options?: ErrorOptions
	) {
		super(`model: ${reason}`, options);
	}
}
