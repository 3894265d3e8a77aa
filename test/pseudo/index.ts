export { run } from '../host/index';
