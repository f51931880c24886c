import { apiVersion } from '../api-version.js';
import { conflict, invalid, notFound, refused, type Outcome } from '../problem.js';
import type { ObjectType } from '../schema/object-types.js';
import type { PropertyGroup } from '../schema/property.js';
import { groupChange, newGroup } from './definition-shapes.js';
import { groupView, propertyView } from './property-view.js';
import { answered, bodyOf, typeOf, type Answer, type Call, type Handling, type Route } from './route.js';

const base = `/crm/properties/${apiVersion}/:objectType/groups`;

/** Headings under which a person finds properties. */
export function propertyGroupRoutes({ crm, chance }: Handling): readonly Route[] {
  const on =
    (handle: (type: ObjectType, call: Call) => Outcome<Answer>): Route['answer'] =>
    call => {
      const type = typeOf({ crm, chance }, call.params['objectType']);
      return type.ok ? handle(type.value, call) : type;
    };
  const put = (type: ObjectType, groups: ReadonlyMap<string, PropertyGroup>): void => {
    crm.objects.put({ ...type, groups });
  };
  const named = (
    handle: (type: ObjectType, group: PropertyGroup, call: Call) => Outcome<Answer>,
  ): Route['answer'] =>
    on((type, call) => {
      const { groupName = '' } = call.params;
      const group = type.groups.get(groupName);
      return group ? handle(type, group, call) : refused(notFound(`Property group ${groupName} not found`));
    });

  const create = on((type, call) => {
    const body = bodyOf(call, newGroup);
    if (!body.ok) return body;
    const { name, label, displayOrder = type.groups.size } = body.value;
    if (type.groups.has(name))
      return refused({
        ...conflict(`A property group named '${name}' already exists.`),
        category: 'OBJECT_ALREADY_EXISTS',
      });
    const group = { name, label, displayOrder };
    put(type, new Map([...type.groups, [name, group]]));
    return answered(201, groupView(group));
  });
  const update = named((type, group, call) => {
    const body = bodyOf(call, groupChange);
    if (!body.ok) return body;
    const { label = group.label, displayOrder = group.displayOrder } = body.value;
    const changed = { ...group, label, displayOrder };
    put(type, new Map([...type.groups, [group.name, changed]]));
    return answered(200, groupView(changed));
  });
  const remove = named((type, { name }) => {
    const used = [...type.properties.values()].some(each => propertyView(type, each)['groupName'] === name);
    if (used) return refused(groupInUse(name));
    put(type, new Map([...type.groups].filter(([key]) => key !== name)));
    return answered(204);
  });
  return [
    {
      method: 'GET',
      path: base,
      answer: on(type => answered(200, { results: [...type.groups.values()].map(groupView) })),
    },
    { method: 'POST', path: base, answer: create },
    {
      method: 'GET',
      path: `${base}/:groupName`,
      answer: named((_, group) => answered(200, groupView(group))),
    },
    { method: 'PATCH', path: `${base}/:groupName`, answer: update },
    { method: 'DELETE', path: `${base}/:groupName`, answer: remove },
  ];
}

/** HubSpot nests the whole body once more, as text, inside the message. */
function groupInUse(name: string): ReturnType<typeof invalid> {
  const subCategory = 'PropertyGroupError.GROUP_WITH_ACTIVE_PROPERTIES';
  const message = `Property group ${name} has active properties and cannot be deleted`;
  return invalid(JSON.stringify({ status: 'error', message, subCategory }), { subCategory });
}
