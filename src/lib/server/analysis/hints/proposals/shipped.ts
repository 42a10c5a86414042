import weights from '../models/weights.json';
import { Models, type ModelFile } from '../models/models';

/** The models as `npm run train` made them. */
const STORED: ModelFile = weights;
export const models = new Models(STORED);
