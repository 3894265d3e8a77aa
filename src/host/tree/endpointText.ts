export { endpointsText, endpointText, localText, shortEndpointsText } from '../../protocol/endpointText';
