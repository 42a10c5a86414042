/**
 * Why there is no usable answer. `away`: the model cannot be reached, or answers with an error; `slow`: no answer in time;
 * `busy`: too many requests at once, here or there; `unusable`: an answer with a wrong format or content; `nothing`: there
 * is nothing to write about.
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
