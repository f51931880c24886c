import { pauseBattery } from '../../batteries/pause.js';
import { storeBattery } from '../../batteries/store.js';
import { describeEngines } from '../../engines/engines.js';

describeEngines('the battery of the store', storeBattery);
describeEngines('the battery of a pause', pauseBattery);
