import weights from '../models/weights.json';
import { Models, type ModelFile } from '../models/models';
import { fromStored, type StoredWeighing, type Weighing } from './weighing';

/** The models as `npm run train` made them. */

interface Shipped extends ModelFile {
	readonly weighing: StoredWeighing;
}
const STORED: Shipped = weights;

export const models = new Models(STORED);
export const weighing: Weighing = fromStored(STORED.weighing);
