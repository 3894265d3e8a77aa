import { figureOf, type Figure } from './figure';
import { broad, compact, medium, wide } from './metrics';

const figures = {
  compact: figureOf(compact),
  medium: figureOf(medium),
  wide: figureOf(wide),
  broad: figureOf(broad),
};

/** The drawing whose words are readable at that width in CSS pixels, and which uses it best. */
export function figureFor(width: number): Figure {
  if (width >= 1280) {
    return figures.broad;
  }
  return width >= 790 ? figures.wide : width >= 620 ? figures.medium : figures.compact;
}
