import figures from '../models/figures.json';
import weights from '../models/weights.json';
import { Models, type ModelFile } from '../models/models';
import type { Task } from '../models/tasks';
import { fromStored, type StoredWeighing, type Weighing } from './weighing';

/** The models as `npm run train` made them, and how they did on incidents that they were not trained on. */

interface Shipped extends ModelFile {
	readonly weighing: StoredWeighing;
}
const shipped: Shipped = weights;

export const models = new Models(shipped);
export const weighing: Weighing = fromStored(shipped.weighing);

/** How well a model answers what it was not trained on, the best of the plain methods beside it. */
interface TaskFigure {
	readonly value: number;
	readonly se: number;
	readonly baseline: number;
}
const measured: Readonly<Partial<Record<Task, TaskFigure>>> = figures;

/** Whether a hint is worth showing: it beats plain methods by more than chance may have moved it. */
export function isWorthShowing(task: Task): boolean {
	const figure = measured[task];
	return figure !== undefined && figure.value - figure.se > figure.baseline;
}
