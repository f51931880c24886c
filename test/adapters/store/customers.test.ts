import { customerBattery } from '../../batteries/customers.js';
import { describeEngines } from '../../engines/engines.js';

describeEngines('who serves a customer', customerBattery);
